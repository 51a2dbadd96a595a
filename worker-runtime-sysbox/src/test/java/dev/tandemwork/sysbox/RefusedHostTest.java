package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.worker.WorkerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told when a host can't run workers; nothing is started or made then. */
@Timeout(60)
final class RefusedHostTest {
    @TempDir
    Path folder;

    private StubEngine engine;

    @BeforeEach
    void start() {
        engine = StubEngine.in(folder);
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    @Test
    void missingDocker_isTold() {
        URI nowhere = URI.create("unix://" + folder.resolve("none.sock"));

        assertThat(refusal(builder().docker(nowhere)))
                .isEqualTo(
                        "no Docker engine answers at [" + nowhere + "], where there is no such file; expected a running"
                                + " engine; install Docker Engine, or start it: sudo systemctl start docker");
    }

    @Test
    void engineThatHasEnded_isTold() throws IOException {
        engine.close();

        assertThat(refusal(builder()))
                .isEqualTo(
                        "no Docker engine answers at [" + engine.uri() + "]; expected a running engine; install Docker"
                                + " Engine, or start it: sudo systemctl start docker");
    }

    @Test
    void missingSysbox_isTold() {
        engine.described("sysbox-runc", "crun");

        assertThat(refusal(builder()))
                .isEqualTo("the engine has no runtime [sysbox-runc], only [crun, runc]; expected Sysbox by that name;"
                        + " install Sysbox as https://github.com/nestybox/sysbox says, then restart Docker");
    }

    @Test
    void sysboxByAnotherName_isFound() {
        engine.described("sysbox-runc", "sysbox").without("/images/");

        assertThat(refusal(builder().runtimeName("sysbox"))).startsWith("the engine has no image ");
    }

    @Test
    void missingImages_areTold() {
        engine.without("proxy:local");
        assertThat(refusal(builder()))
                .isEqualTo("the engine has no image [tandemwork/proxy:local]; expected the image of the proxy;"
                        + " build it: tandemwork image build");

        engine.without("worker:local");
        assertThat(refusal(builder()))
                .isEqualTo("the engine has no image [tandemwork/worker:local]; expected the image of the worker;"
                        + " build it: tandemwork image build");
    }

    @Test
    void engineThatThisUserMayNotTalkTo_isTold() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder.resolve("engine.sock"), Set.of());

        String said = Unprivileged.run(Attempted.class, engine.uri().toString(), folder.toString());

        assertThat(said)
                .contains("engine [" + engine.uri() + "] can't be talked to by user [")
                .contains(
                        "]; expected one who may write to its socket; add the user to the group docker, and log in again");
    }

    /** Builds a runtime in a process of its own, and prints why it can't. */
    static final class Attempted {
        private Attempted() {}

        public static void main(String[] arguments) {
            try {
                SysboxWorkerRuntime.builder()
                        .root(Path.of(arguments[1], "workers"))
                        .docker(URI.create(arguments[0]))
                        .build()
                        .close();
            } catch (WorkerException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void oldEngine_isTold() {
        engine.answering(
                "/version", "{\"Version\": \"18.9.0\", \"ApiVersion\": \"1.39\", \"MinAPIVersion\": \"1.12\"}");

        assertThat(refusal(builder()))
                .isEqualTo("API version of engine [" + engine.uri() + "] [1.39] is too old; expected 1.40 or newer;"
                        + " upgrade the engine");
    }

    @Test
    void whatIsNoEngine_isTold() {
        engine.answering("/version", "<html>");

        assertThat(refusal(builder())).contains("don't understand each other", "; expected an engine of Docker");
    }

    private SysboxWorkerRuntime.Builder builder() {
        return SysboxWorkerRuntime.builder().root(folder.resolve("workers")).docker(engine.uri());
    }

    private String refusal(SysboxWorkerRuntime.Builder builder) {
        WorkerException refused = catchThrowableOfType(WorkerException.class, builder::build);
        assertThat(refused.isTransient()).isFalse();
        assertThat(engine.changes()).isEmpty();
        assertThat(folder.resolve("workers")).doesNotExist();
        return refused.getMessage();
    }
}
