package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.tandemwork.sysbox.internal.docker.DockerException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
    private static final Ask START = Ask.container(DockerCall.START, "web", Duration.ofSeconds(60));

    private final Failures failures = new Failures(URI.create("unix:///engine.sock"));

    @ParameterizedTest
    @CsvSource({
        "404, No such container: web, NOT_FOUND",
        "409, container name is in use, CONFLICT",
        "403, network lane has active endpoints, CONFLICT",
        "403, endpoint with name web already exists in network lane, CONFLICT",
        "500, write /var/lib/docker/x: no space left on device, DISK_FULL",
        "500, write /var/lib/docker/x: disk quota exceeded, DISK_FULL",
        "500, failed to create shim task, REFUSED",
        "400, Unknown runtime specified, REFUSED"
    })
    void answer_isTold_byItsStatusAndItsWords(int status, String said, Kind expected) {
        DockerException failure = failures.answered(START, status, "{\"message\":\"" + said + "\"}");

        assertThat(failure.kind()).isEqualTo(expected);
        assertThat(failure)
                .hasMessageStartingWith("container [web] can't be started: engine [unix:///engine.sock] says [" + said
                        + "]; expected ");
    }

    @Test
    void fullDisk_isTold_withItsRemedy() {
        DockerException failure = failures.of(
                START, new InternalServerErrorException("Status 500: {\"message\":\"no space left on device\"}\n"));

        assertThat(failure)
                .hasMessage("container [web] can't be started: engine [unix:///engine.sock] says "
                        + "[no space left on device]; expected room on the engine's disk; free some, "
                        + "and see docker system df for what takes it");
    }

    @Test
    void brokenConnection_isUnreachable() {
        DockerException failure = failures.of(START, new RuntimeException(new IOException("Broken pipe")));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void silence_isATimeout() {
        DockerException failure =
                failures.of(START, new RuntimeException(new SocketTimeoutException("Read timed out")));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure)
                .hasMessage("container [web] can't be started, for engine [unix:///engine.sock] did not answer within "
                        + "PT1M; expected an answer; what it has done is not known: look it up by name");
    }

    @Test
    void refusedInput_hasTheStatusThatTheClientHides() {
        DockerException failure =
                failures.of(START, new IOException("Expected 101 Switching Protocols, got: HTTP/1.1 409 Conflict"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void answerInPlainText_isSaidAsItIs() {
        DockerException failure = failures.answered(START, 502, "Bad Gateway\n");

        assertThat(failure).hasMessageContaining("says [Bad Gateway]");
    }
}
