package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds images with a client of Docker that only writes down what it is asked, as a base takes a registry. */
@Timeout(60)
final class ImageBuildTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder);
        client("""
                #!/bin/sh
                case $1 in
                version) echo 20.10.24 ;;
                build)
                    for last; do :; done
                    test -x "$last/bin/worker" && echo "$DOCKER_BUILDKIT $*" >>%1$s/asked
                    echo "$last" >%1$s/context ;;
                image) echo 5000000 ;;
                esac
                """.formatted(folder));
    }

    private void client(String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void images_areBuiltFromWhatTheProgramCarries_andNothingOfThatIsLeft() throws IOException {
        Files.writeString(shell.path("ca.crt"), "a certificate");

        Result result = build("--base", "base/debian:trixie", "--agents", "claude", "--ca", "ca.crt", "--tag", "t");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("tandemwork/worker:t", "tandemwork/proxy:t", "tandemwork/mirror:t");
        assertThat(Files.readAllLines(shell.path("asked")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("1 build ") && line.contains("BASE=base/debian:trixie"))
                .first()
                .asString()
                .contains("AGENT_CLAUDE=1", "AGENT_CODEX=0", "id=ca,src=" + shell.path("ca.crt"));
        assertThat(Path.of(Files.readString(shell.path("context")).strip())).doesNotExist();
    }

    @Test
    void wrongAgent_isToldByTheBuild() {
        Result result = build("--agents", "clod");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("agent [clod] is not known; expected some of claude codex droid gemini opencode");
    }

    @Test
    void buildThatFails_endsWith5() throws IOException {
        client("#!/bin/sh\ntest $1 = version && echo 20.10.24");

        Result result = build();

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("image [worker] could not be built");
    }

    private Result build(String... options) {
        List<String> path = List.of("PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "image";
        arguments[1] = "build";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return shell.runWith(path, arguments);
    }
}
