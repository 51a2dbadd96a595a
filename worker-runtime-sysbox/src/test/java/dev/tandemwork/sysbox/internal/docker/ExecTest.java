package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.tandemwork.testkit.docker.RealDocker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class ExecTest {
    private static final int MEGABYTE = 1 << 20;

    private final Trial trial = Trial.begin();
    private final DockerHost host = trial.host();
    private String id;

    @BeforeEach
    void start() {
        id = trial.idle("exec");
    }

    @AfterEach
    void clean() {
        trial.close();
        ClientThreads.assertNone();
    }

    private ExecResult sh(String script, byte[] input) {
        return host.exec(id, List.of("/bin/sh", "-c", script), input, Trial.PATIENCE);
    }

    @Test
    void command_getsItsInput_andTellsHowItEnded() {
        ExecResult result = sh("head -c 8; echo; echo wrong >&2; exit 3", Trial.utf8("12345678"));

        assertThat(result).isEqualTo(new ExecResult(3, "12345678\n", "wrong\n"));
    }

    @Test
    void megabyteOfInput_arrivesWhole() throws Exception {
        byte[] input = new byte[MEGABYTE];
        new Random(7).nextBytes(input);

        ExecResult result = sh("head -c 1048576 | sha256sum", input);

        assertThat(result.stdout()).startsWith(Trial.sha256(input));
    }

    @Test
    void megabyteBothWays_doesNotBlock_andItsFirst64KiBAreKept() {
        byte[] input = Trial.utf8("0123456789abcdef".repeat(MEGABYTE / 16));

        ExecResult result = sh("head -c 1048576 | tee /dev/stderr", input);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("0123456789abcdef".repeat(4096));
        assertThat(result.stderr()).isEqualTo(result.stdout());
    }

    @Test
    void command_thatDoesNotReadItsInput_endsAllTheSame() {
        ExecResult result = sh("exit 4", new byte[MEGABYTE]);

        assertThat(result.exitCode()).isEqualTo(4);
    }

    @Test
    void command_thatLeavesSomethingRunning_endsWithItself() {
        ExecResult result = sh("sleep 3600 & echo started", Trial.NOTHING);

        assertThat(result).isEqualTo(new ExecResult(0, "started\n", ""));
    }

    @Test
    void command_thatClosesItsStreams_isWaitedFor() {
        ExecResult result = sh("exec >&- 2>&-; sleep 1; exit 5", Trial.NOTHING);

        assertThat(result.exitCode()).isEqualTo(5);
    }

    @Test
    void command_thatIsNotThere_endsWith127_or126() {
        ExecResult result = host.exec(id, List.of("/no/such/command"), Trial.NOTHING, Trial.PATIENCE);

        assertThat(result.exitCode()).isIn(126, 127);
        assertThat(result.stdout() + result.stderr()).contains("no such file");
    }

    @Test
    void command_thatTakesTooLong_isATimeout_whoseMessageHasNoInput() {
        DockerException late = catchThrowableOfType(
                DockerException.class,
                () -> host.exec(id, List.of("sleep", "3600"), Trial.utf8("planted"), Duration.ofSeconds(1)));

        assertThat(late.kind()).isEqualTo(DockerException.Kind.TIMEOUT);
        assertThat(late.getMessage()).doesNotContain("planted");
    }

    @Test
    void container_thatDoesNotRun_isAConflict() {
        host.kill(id);

        DockerException refusal = catchThrowableOfType(DockerException.class, () -> sh("true", Trial.NOTHING));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.CONFLICT);
        assertThat(refusal).hasMessageContaining("is not running");
    }

    @Test
    void manyCommands_leaveNothingOpen() {
        try (EngineConnection engine =
                EngineConnection.open(Trial.ENGINE, DockerDeadlines.standard(), CallListener.none())) {
            DockerHost counted = EngineHost.over(engine);
            for (int i = 0; i < 10; i++) {
                counted.exec(id, List.of("head", "-c", "3"), Trial.utf8("abc"), Trial.PATIENCE);
                counted.inspect(id);
                counted.image("tandemwork-test/none");
            }

            assertThat(engine.openAnswers()).isZero();
        }
    }

    @Test
    void execThatIsGone_whenItsInputIsToBeSent_isNotFound() {
        try (EngineConnection engine =
                EngineConnection.open(Trial.ENGINE, DockerDeadlines.standard(), CallListener.none())) {
            Ask ask = Ask.container(DockerCall.EXEC, id, Trial.PATIENCE);
            DockerHttpClient.Request.Builder request =
                    DockerHttpClient.Request.builder().method(DockerHttpClient.Request.Method.POST);
            request.putHeader("Content-Type", "application/json").bodyBytes(Trial.utf8("{}"));
            request.hijackedInput(new ExecInput(Trial.utf8("planted")));

            DockerException refusal = catchThrowableOfType(
                    DockerException.class,
                    () -> engine.get(ask, () -> engine.stream(ask, request, "/exec/none/start")));

            assertThat(refusal.kind()).isEqualTo(DockerException.Kind.NOT_FOUND);
            assertThat(engine.openAnswers()).isZero();
        }
    }
}
