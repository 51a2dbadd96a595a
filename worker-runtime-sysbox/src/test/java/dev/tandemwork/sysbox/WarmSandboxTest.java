package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sandboxes that are started ahead of their tasks. */
@RealDocker
@Timeout(180)
final class WarmSandboxTest {
    private static final Limits SMALL =
            Limits.defaults().withMemoryBytes(1L << 30).withAttemptTime(Duration.ofSeconds(30));
    private static final String TESTED = "tandemwork-self-test.invalid";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;

    @BeforeEach
    void warmUp() throws InterruptedException {
        runtime = around.runtime()
                .times(times -> times.withSweep(Duration.ofMillis(200), Duration.ofSeconds(3)))
                .warm(1, SMALL)
                .build();
        awaitWarm();
    }

    @AfterEach
    void nothingIsLeft() {
        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void network_isTestedOnce_forOneStart() throws Exception {
        ContainerState ahead = warm();

        WorkerId id = work();

        assertThat(around.runs(id)).isFalse();
        assertThat(tests(id)).isOne();
        assertThat(names()).contains(ahead.name());
    }

    @Test
    void network_isTestedAgain_afterAnotherStart() throws Exception {
        around.onEngine(host -> {
            String ahead = warm(host).name();
            host.stop(ahead, Duration.ofSeconds(10));
            host.start(ahead);
            ready(host, ahead);
        });

        assertThat(tests(work())).isEqualTo(2);
    }

    @Test
    void sandbox_thatNobodyKeepsWarm_isRemoved_andOneThatWaits_isLetAlone() throws Exception {
        ContainerState ahead = warm();
        Strangers strangers = new Strangers(around);
        strangers.plant("warm-stranger");

        strangers.awaitGone("warm-stranger");

        assertThat(warm().id()).isEqualTo(ahead.id());
    }

    @Test
    void anotherOne_takesThePlace_ofOneThatIsTaken() throws Exception {
        ContainerState ahead = warm();

        work();

        awaitWarm();
        assertThat(others(ahead)).isPresent();
    }

    @Test
    void time_thatItWasKept_isNotTheAttempts() throws Exception {
        ContainerState ahead = warm();
        await(() -> isOlderThan(SMALL.attemptTime(), ahead));

        WorkerId id = work();

        assertThat(around.runs(id)).isFalse();
        assertThat(names()).contains(ahead.name());
    }

    @Test
    void start_thatIsCalledOff_leavesNothing() throws Exception {
        ContainerState ahead = warm();
        work();
        await(() -> others(ahead).isPresent());

        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    private Optional<ContainerState> others(ContainerState ahead) {
        return around.containers().stream()
                .filter(state -> state.name().contains("-warm-") && !state.id().equals(ahead.id()))
                .findFirst();
    }

    private static boolean isOlderThan(Duration age, ContainerState state) {
        return state.startedAt().orElseThrow().plus(age).isBefore(Instant.now());
    }

    private WorkerId work() throws InterruptedException {
        WorkerId id = new WorkerId("one-1");
        Task task = Task.builder("one")
                .instructions("change something")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", "echo fine >fine")))
                .limits(SMALL)
                .build();
        assertThat(runtime.start(WorkerSpec.of(id, Attempt.first(task))).await())
                .isInstanceOf(WorkerResult.Produced.class);
        return id;
    }

    /** The proxy has refused a host that nobody asks for but the test. */
    private long tests(WorkerId id) throws IOException {
        return Files.readString(runtime.transcript(id))
                .lines()
                .filter(line -> line.contains(TESTED))
                .count();
    }

    private void awaitWarm() throws InterruptedException {
        await(() -> runtime.warm() > 0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time of a wait").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private ContainerState warm() {
        AtomicReference<ContainerState> found = new AtomicReference<>();
        around.onEngine(host -> found.set(warm(host)));
        return found.get();
    }

    private ContainerState warm(DockerHost host) {
        return host.containers(around.ours()).stream()
                .filter(container -> container.name().contains("-warm-"))
                .findFirst()
                .orElseThrow();
    }

    private static void ready(DockerHost host, String container) {
        String wait = "until test -e /run/tandemwork/engine-ready; do sleep 0.1; done";
        host.exec(container, List.of("timeout", "60", "sh", "-c", wait), new byte[0], PATIENCE);
    }

    private List<String> names() {
        return around.left().stream()
                .map(name -> name.replaceFirst("container ", ""))
                .toList();
    }
}
