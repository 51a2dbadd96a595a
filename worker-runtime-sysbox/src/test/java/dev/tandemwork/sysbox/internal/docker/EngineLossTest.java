package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class EngineLossTest {
    @TempDir
    Path folder;

    private EngineProxy proxy;
    private Trial trial;
    private DockerHost host;

    @BeforeEach
    void connect() throws IOException {
        proxy = EngineProxy.unix(folder);
        host = DockerHosts.connect(proxy.uri());
        trial = Trial.of(host);
    }

    @AfterEach
    void clean() {
        proxy.close();
        trial.close();
        ClientThreads.assertNone();
    }

    @Test
    void log_ends_andTheNextCallWorks_whenTheConnectionIsCut() throws InterruptedException {
        String id = trial.started("cut", "echo here; exec sleep 3600");
        GatheringSink sink = new GatheringSink();
        LogSubscription log = host.follow(id, Optional.empty(), sink);
        sink.await("here\n"::equals, Trial.PATIENCE);

        proxy.cut();

        assertThat(sink.awaitEnd(Trial.PATIENCE)).isTrue();
        assertThat(host.inspect(id).orElseThrow().running()).isTrue();
        log.close();
    }

    @Test
    void exec_tellsHowTheCommandEnded_whenItsStreamIsCut() throws Exception {
        String id = trial.idle("execcut");
        CompletableFuture<ExecResult> result = CompletableFuture.supplyAsync(
                () -> trial.sh(id, "touch /begun; while [ ! -e /go ]; do sleep 0.1; done; exit 9"));
        trial.sh(id, "while [ ! -e /begun ]; do sleep 0.1; done");

        proxy.cut();
        trial.sh(id, "touch /go");

        assertThat(result)
                .succeedsWithin(Trial.PATIENCE)
                .extracting(ExecResult::exitCode)
                .isEqualTo(9);
    }

    @Test
    void exec_isUnreachable_whenTheEngineDiesInTheMiddle() {
        String id = trial.idle("execdeath");
        CompletableFuture<ExecResult> result =
                CompletableFuture.supplyAsync(() -> trial.sh(id, "touch /begun; exec sleep 3600"));
        trial.sh(id, "while [ ! -e /begun ]; do sleep 0.1; done");

        proxy.close();

        assertThat(result)
                .failsWithin(Trial.PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        DockerException.class, e -> assertThat(e.kind()).isEqualTo(DockerException.Kind.UNREACHABLE));
    }

    @Test
    void exec_endsInTime_whenTheEngineFreezesWithInputUnsent() {
        String id = trial.idle("execfreeze");
        byte[] input = Arrays.copyOf(Trial.utf8("freeze here"), 4 << 20);
        proxy.freezeAfter("freeze here");
        long start = System.nanoTime();

        DockerException late = catchThrowableOfType(
                DockerException.class,
                () -> host.exec(
                        id, List.of("/bin/sh", "-c", "head -c 4194304 > /dev/null"), input, Duration.ofSeconds(2)));

        assertThat(late.kind()).isEqualTo(DockerException.Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
        ClientThreads.assertNone();
    }

    @Test
    void log_isClosedAtOnce_whenTheEngineIsFrozen() throws InterruptedException {
        String id = trial.started("frozen", "while :; do echo tick; sleep 0.1; done");
        GatheringSink sink = new GatheringSink();
        LogSubscription log = host.follow(id, Optional.empty(), sink);
        sink.await(text -> text.contains("tick"), Trial.PATIENCE);

        proxy.freeze();
        log.close();

        ClientThreads.assertNone();
        assertThat(sink.hasEnded()).isFalse();
    }

    @Test
    void call_isUnreachable_whenTheEngineIsGone_andSaysHowToStartIt() {
        proxy.close();

        DockerException gone = catchThrowableOfType(DockerException.class, () -> host.inspect("any"));

        assertThat(gone.kind()).isEqualTo(DockerException.Kind.UNREACHABLE);
        assertThat(gone)
                .hasMessage("engine [" + proxy.uri() + "] is not there, or went away, as container [any] was to be "
                        + "inspected: Connection refused; expected a running engine; start it, for example with "
                        + "systemctl start docker");
    }

    @Test
    void call_isAbandoned_whenItsCallerIsInterrupted() throws Exception {
        proxy.freeze();
        Thread caller = Thread.currentThread();
        CompletableFuture<Void> interrupted = CompletableFuture.runAsync(() -> {
            while (ClientThreads.names().isEmpty()) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });

        DockerException abandoned = catchThrowableOfType(DockerException.class, () -> host.inspect("any"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted).succeedsWithin(Trial.PATIENCE);
        assertThat(abandoned).hasMessageContaining("was interrupted; expected it to wait");
    }

    @Test
    void closedHost_endsItsLogs() throws InterruptedException {
        String id = trial.started("open", "exec sleep 3600");
        GatheringSink sink = new GatheringSink();
        host.follow(id, Optional.empty(), sink);

        host.close();

        assertThat(sink.awaitEnd(Trial.PATIENCE)).isTrue();
    }
}
