package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class DockerHostsTest {
    @TempDir
    Path folder;

    @Test
    void missingSocket_isUnreachable_andSaysHowToStartTheEngine() {
        URI nowhere = URI.create("unix://" + folder.resolve("none.sock"));

        DockerException missing = catchThrowableOfType(DockerException.class, () -> DockerHosts.connect(nowhere));

        assertThat(missing.kind()).isEqualTo(DockerException.Kind.UNREACHABLE);
        assertThat(missing)
                .hasMessage("engine [" + nowhere + "] is not there, or went away, as engine [" + nowhere
                        + "] was to be described: No such file or directory; expected a running engine; start it, "
                        + "for example with systemctl start docker");
    }

    @Test
    void closedPort_isUnreachable() throws IOException {
        EngineProxy proxy = EngineProxy.tcp();
        proxy.close();

        DockerException refused = catchThrowableOfType(DockerException.class, () -> DockerHosts.connect(proxy.uri()));

        assertThat(refused.kind()).isEqualTo(DockerException.Kind.UNREACHABLE);
    }

    @Test
    void engine_isReachedOverTcp() throws IOException {
        try (EngineProxy proxy = EngineProxy.tcp();
                Trial trial = Trial.of(DockerHosts.connect(proxy.uri()))) {
            String id = trial.idle("tcp");

            ExecResult result =
                    trial.host().exec(id, List.of("head", "-c", "4"), Trial.utf8("four and more"), Trial.PATIENCE);

            assertThat(result.stdout()).isEqualTo("four");
        }
        ClientThreads.assertNone();
    }

    @Test
    void otherAddress_isRefused() {
        URI secure = URI.create("https://engine.invalid:2376");

        assertThatThrownBy(() -> DockerHosts.connect(secure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("engine [https://engine.invalid:2376] is at no address that is known; "
                        + "expected unix:///PATH or tcp://HOST:PORT");
    }

    @Test
    void socketThatThisUserMayNotWriteTo_isAMatterOfPermission_withTheRemedy() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EngineProxy proxy = EngineProxy.unix(folder)) {
            Files.setPosixFilePermissions(Path.of(proxy.uri().getPath()), PosixFilePermissions.fromString("---------"));

            String said = knockWithoutPrivilege(proxy.uri());

            assertThat(said)
                    .startsWith("PERMISSION engine [" + proxy.uri() + "] can't be talked to by user [")
                    .endsWith("]; expected one who may write to its socket; add the user to the group docker, "
                            + "and log in again");
        }
    }

    /** Root may write to every socket: so this is another user's process, which needs copies of the classes. */
    private String knockWithoutPrivilege(URI engine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-cp", readableClasses(), Knock.class.getName(), engine.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    private String readableClasses() throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path copy = folder.resolve("classes-" + copies.size() + (entry.endsWith(".jar") ? ".jar" : ""));
            copy(Path.of(entry), copy);
            copies.add(copy);
        }
        return copies.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : (Iterable<Path>) all::iterator) {
                Files.copy(source, to.resolve(from.relativize(source).toString()));
            }
        }
    }
}
