package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class DeadlineTest {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration AT_MOST = Duration.ofSeconds(7);
    private static final DockerDeadlines DEADLINES = new DockerDeadlines(DEADLINE, DEADLINE, DEADLINE, DEADLINE);
    private static final String NAME = "tandemwork-test-deadline";

    private static final Map<String, Consumer<DockerHost>> CALLS = Map.ofEntries(
            Map.entry("info", DockerHost::info),
            Map.entry("image", host -> host.image(Trial.IMAGE)),
            Map.entry("create", host -> host.create(Trial.of(host).spec("frozen", "true"))),
            Map.entry("start", host -> host.start(NAME)),
            Map.entry("rename", host -> host.rename(NAME, NAME)),
            Map.entry("stop", host -> host.stop(NAME, Duration.ZERO)),
            Map.entry("kill", host -> host.kill(NAME)),
            Map.entry("remove", host -> host.remove(NAME)),
            Map.entry("inspect", host -> host.inspect(NAME)),
            Map.entry("containers", host -> host.containers(Map.of())),
            Map.entry("exec", host -> host.exec(NAME, List.of("true"), Trial.NOTHING, DEADLINE)),
            Map.entry("follow", host -> host.follow(NAME, Optional.empty(), new GatheringSink())),
            Map.entry("fetch", host -> host.fetch(NAME, "/etc", Destination.plain(Path.of("target"), 1))),
            Map.entry(
                    "createNetwork",
                    host -> host.createNetwork(new NetworkSpec(NAME, true, Optional.empty(), Map.of()))),
            Map.entry("connect", host -> host.connect(NAME, NAME, Optional.empty())),
            Map.entry("disconnect", host -> host.disconnect(NAME, NAME)),
            Map.entry("removeNetwork", host -> host.removeNetwork(NAME)),
            Map.entry("networks", host -> host.networks(Map.of())),
            Map.entry("createVolume", host -> host.createVolume(NAME, Map.of())),
            Map.entry("removeVolume", host -> host.removeVolume(NAME)),
            Map.entry("volumes", host -> host.volumes(Map.of())));

    @Test
    void everyCall_endsInTime_andLeavesNoThread_whenTheEngineIsFrozen(@TempDir Path sockets) throws Exception {
        try (EngineProxy proxy = EngineProxy.unix(sockets)) {
            assertAllEndInTime(proxy);
        }
    }

    @Test
    void everyCall_endsInTime_andLeavesNoThread_whenTheEngineIsFrozen_overTcp() throws Exception {
        try (EngineProxy proxy = EngineProxy.tcp()) {
            assertAllEndInTime(proxy);
        }
    }

    private static void assertAllEndInTime(EngineProxy proxy) throws Exception {
        // the first connection of a process takes longer: the client loads much code
        DockerHosts.connect(proxy.uri()).close();
        ExecutorService callers = Executors.newCachedThreadPool();
        try (DockerHost host = DockerHosts.connect(proxy.uri(), DEADLINES, CallListener.none())) {
            proxy.freeze();
            Map<String, Future<?>> made = new LinkedHashMap<>();
            CALLS.forEach((name, call) -> made.put(name, callers.submit(() -> assertEndsInTime(host, call))));

            for (Map.Entry<String, Future<?>> call : made.entrySet()) {
                assertThat(call.getValue()).as(call.getKey()).succeedsWithin(Trial.PATIENCE);
            }
            ClientThreads.assertNone();
        } finally {
            callers.shutdownNow();
        }
    }

    private static void assertEndsInTime(DockerHost host, Consumer<DockerHost> call) {
        long start = System.nanoTime();

        DockerException late = catchThrowableOfType(DockerException.class, () -> call.accept(host));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, AT_MOST);
        assertThat(late.kind()).isEqualTo(DockerException.Kind.TIMEOUT);
        assertThat(late).hasMessageContaining("did not answer within PT2S; expected an answer");
    }
}
