package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class EngineHostTest {
    private final Trial trial = Trial.begin();
    private final DockerHost host = trial.host();

    @AfterEach
    void clean() {
        trial.close();
    }

    @Test
    void info_tellsWhatTheEngineIs() {
        EngineInfo info = host.info();

        assertThat(info.runtimes()).contains("runc");
        assertThat(info.memoryBytes()).isGreaterThan(1L << 30);
        assertThat(info.cpus()).isPositive();
        assertThat(info.root()).isAbsolute();
    }

    @Test
    void image_isFoundByReference_orNot() {
        Optional<ImageState> there = host.image(Trial.IMAGE);
        Optional<ImageState> absent = host.image("tandemwork-test/none:absent");

        assertThat(there).map(ImageState::id).get().asString().startsWith("sha256:");
        assertThat(absent).isEmpty();
    }

    @Test
    void container_isCreated_started_inspected_andRemoved() {
        String id = host.create(trial.spec("life", "exit 7"));
        ContainerState made = host.inspect(id).orElseThrow();
        host.start(id);
        host.stop(id, Duration.ofSeconds(5));
        ContainerState ended = host.inspect(trial.name("life")).orElseThrow();
        host.remove(id);

        assertThat(made.status()).isEqualTo("created");
        assertThat(made.startedAt()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(ended.startedAt()).isPresent();
        assertThat(ended.labels()).containsAllEntriesOf(trial.labels());
        assertThat(host.inspect(id)).isEmpty();
    }

    @Test
    void changes_thatAreSoAlready_areNoErrors() {
        String id = trial.idle("so");
        host.start(id);
        host.rename(id, trial.name("so"));
        host.kill(id);
        host.kill(id);
        host.stop(id, Duration.ofSeconds(1));
        host.remove(id);
        host.remove(id);
        host.removeNetwork(trial.name("absent"));
        host.removeVolume(trial.name("absent"));

        assertThat(host.inspect(id)).isEmpty();
    }

    @Test
    void name_isChanged() {
        String id = host.create(trial.spec("old", "true"));

        host.rename(id, trial.name("new"));

        assertThat(host.inspect(id).orElseThrow().name()).isEqualTo(trial.name("new"));
    }

    @Test
    void takenName_isAConflict() {
        host.create(trial.spec("twice", "true"));

        DockerException refusal =
                catchThrowableOfType(DockerException.class, () -> host.create(trial.spec("twice", "true")));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.CONFLICT);
        assertThat(refusal)
                .hasMessageStartingWith("container [" + trial.name("twice") + "] can't be created: engine [");
    }

    @Test
    void containers_areFoundByLabels_runningOrNot() {
        String made = host.create(trial.spec("made", "true"));
        String running = trial.idle("running");

        List<ContainerState> found = host.containers(trial.labels());

        assertThat(found).extracting(ContainerState::id).containsExactlyInAnyOrder(made, running);
    }

    @Test
    void volumes_areMade_found_andRemoved() {
        host.createVolume(trial.name("data"), trial.labels());
        host.createVolume(trial.name("data"), trial.labels());
        List<String> found = host.volumes(trial.labels());
        host.removeVolume(trial.name("data"));

        assertThat(found).containsExactly(trial.name("data"));
        assertThat(host.volumes(trial.labels())).isEmpty();
    }

    @Test
    void networks_areMadeOnce_joined_left_andRemoved() {
        NetworkSpec spec = new NetworkSpec(trial.name("net"), true, Optional.of("10.213.77.0/28"), trial.labels());
        String network = host.createNetwork(spec);
        String again = host.createNetwork(spec);
        String container = trial.idle("member");
        host.disconnect("none", container);
        host.connect(network, container, Optional.of("10.213.77.5"));
        NetworkState joined = host.networks(trial.labels()).get(0);
        String addresses = trial.sh(container, "cat /proc/net/fib_trie").stdout();
        host.disconnect(network, container);
        host.disconnect(network, container);
        NetworkState left = host.networks(trial.labels()).get(0);
        host.removeNetwork(network);

        assertThat(again).isEqualTo(network);
        assertThat(joined.containers()).containsExactly(container);
        assertThat(joined.subnet()).isEqualTo("10.213.77.0/28");
        assertThat(addresses).contains("10.213.77.5");
        assertThat(left.containers()).isEmpty();
        assertThat(host.networks(trial.labels())).isEmpty();
    }

    @Test
    void containerRemovedByManyAtOnce_isGone_forEachOfThem() {
        String id = trial.idle("many");
        List<CompletableFuture<Void>> removals = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> host.remove(id)))
                .limit(4)
                .toList();

        assertThat(removals).allSatisfy(removal -> assertThat(removal).succeedsWithin(Trial.PATIENCE));
        assertThat(host.inspect(id)).isEmpty();
    }

    @Test
    void whatIsInUse_isAConflict() {
        String network =
                host.createNetwork(new NetworkSpec(trial.name("busy"), false, Optional.empty(), trial.labels()));
        String container = trial.idle("user");
        host.disconnect("none", container);
        host.connect(network, container, Optional.empty());

        assertConflict(() -> host.connect(network, container, Optional.empty()));
        assertConflict(() -> host.removeNetwork(network));
        assertConflict(() -> host.create(trial.spec("user", "true")));
        assertConflict(() -> host.rename(host.create(trial.spec("other", "true")), trial.name("user")));
    }

    private static void assertConflict(ThrowingCallable call) {
        DockerException refusal = catchThrowableOfType(DockerException.class, call);

        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(DockerException.Kind.CONFLICT);
    }

    @Test
    void whatIsNotThere_isNotFound() {
        String absent = trial.name("absent");

        assertNotFound(() -> host.start(absent));
        assertNotFound(() -> host.stop(absent, Duration.ZERO));
        assertNotFound(() -> host.kill(absent));
        assertNotFound(() -> host.rename(absent, absent + "2"));
        assertNotFound(() -> host.connect(absent, absent, Optional.empty()));
    }

    private static void assertNotFound(ThrowingCallable call) {
        DockerException refusal = catchThrowableOfType(DockerException.class, call);

        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(DockerException.Kind.NOT_FOUND);
    }

    @Test
    void listener_isTold_ofEachCall() {
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener listener = (call, outcome, took) -> told.add(call + " " + outcome);

        try (DockerHost heard = DockerHosts.connect(Trial.ENGINE, DockerDeadlines.standard(), listener)) {
            heard.inspect(trial.name("absent"));
            assertNotFound(() -> heard.start(trial.name("absent")));
        }

        assertThat(told).containsExactly("INFO ANSWERED", "INSPECT ANSWERED", "START ANSWERED");
    }
}
