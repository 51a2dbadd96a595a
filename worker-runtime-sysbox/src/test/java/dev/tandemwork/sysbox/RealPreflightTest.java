package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found on the engine that is at hand. */
@RealDocker
@Timeout(120)
final class RealPreflightTest {
    @TempDir
    Path folder;

    @Test
    void standIn_isTriedOut_andSaidToBeNoSandbox_andNothingIsLeft() {
        List<HostCheck> checks =
                builder().isolation(Isolation.UNSAFE_FOR_TESTS).preflight().tryOut();

        assertThat(checks).filteredOn(HostCheck::hasFailed).isEmpty();
        assertThat(checks)
                .filteredOn(check -> check.name().equals("sysbox"))
                .singleElement()
                .extracting(HostCheck::message)
                .isEqualTo("isolation is UNSAFE_FOR_TESTS: workers are in no sandbox; expected Sysbox; use it for tests"
                        + " of this library, and for nothing else");
        assertThat(checks).extracting(HostCheck::name).endsWith("networks", "inner engine", "way out");
        assertThat(left()).isEmpty();
    }

    @Test
    void mirror_isTriedOut_andNothingIsLeft() throws IOException {
        List<HostCheck> checks;
        try (ImageServer outside = ImageServer.start(InetAddress.getByName(Neighbourhood.BRIDGE))) {
            checks = tryOut(RegistryMirror.pullThrough(outside.url()));
        }
        List<HostCheck> silent = tryOut(RegistryMirror.at(URI.create("http://host-gateway:9")));

        assertThat(checks).extracting(HostCheck::name).contains("mirror image").endsWith("way out", "registry mirror");
        assertThat(checks.get(checks.size() - 1).status()).isEqualTo(HostCheck.Status.OK);
        assertThat(silent.get(silent.size() - 1).message())
                .matches("\\[http://10\\.213\\..*:9\\] answers \\[503\\]; expected a registry that sandboxes can read;"
                        + " see that it runs, and that the engine's host reaches it");
        assertThat(left()).isEmpty();
    }

    @Test
    void missingMirrorImage_isRefused_onlyIfItIsAskedFor() {
        RegistryMirror missing =
                new RegistryMirror.PullThrough("tandemwork/mirror:no-such", URI.create("https://registry.example.org"));

        assertThatThrownBy(() -> builder()
                        .isolation(Isolation.UNSAFE_FOR_TESTS)
                        .mirror(missing)
                        .root(folder)
                        .build())
                .hasMessage("the engine has no image [tandemwork/mirror:no-such]; expected the image of the mirror;"
                        + " build it: tandemwork image build");
    }

    /** The engine of the tests has a runtime of this name that is not Sysbox. */
    @Test
    void runtimeThatIsNotSysbox_isFoundOut() {
        List<HostCheck> checks = builder().preflight().tryOut();

        assertThat(checks)
                .filteredOn(HostCheck::hasFailed)
                .singleElement()
                .isEqualTo(HostCheck.failed(
                        "sandbox",
                        "root of a sandbox is root of its host: the runtime [sysbox-runc] is not Sysbox",
                        "a user namespace of its own",
                        "install Sysbox, and let the runtime of that name be its sysbox-runc"));
        assertThat(left()).isEmpty();
    }

    @Test
    void missingImage_isRefused_beforeAnythingIsMade() {
        SysboxWorkerRuntime.Builder builder =
                builder().image("tandemwork/worker:no-such").root(folder.resolve("workers"));

        assertThatThrownBy(builder::build)
                .hasMessage("the engine has no image [tandemwork/worker:no-such]; expected the image of the worker;"
                        + " build it: tandemwork image build");
        assertThat(folder).isEmptyDirectory();
        assertThat(builder.preflight().look())
                .filteredOn(HostCheck::hasFailed)
                .extracting(HostCheck::name)
                .containsExactly("worker image");
    }

    private static List<HostCheck> tryOut(RegistryMirror mirror) {
        return builder()
                .isolation(Isolation.UNSAFE_FOR_TESTS)
                .mirror(mirror)
                .preflight()
                .tryOut();
    }

    private static SysboxWorkerRuntime.Builder builder() {
        return SysboxWorkerRuntime.builder()
                .docker(Neighbourhood.DOCKER)
                .proxyImage(Neighbourhood.PROXY_IMAGE)
                .egress(EgressPolicy.denyAll());
    }

    private static List<String> left() {
        try (DockerHost host = DockerHosts.connect(Neighbourhood.DOCKER)) {
            return host.networks(Map.of()).stream()
                    .map(network -> network.name())
                    .filter(name -> name.startsWith("tandemwork-check-"))
                    .toList();
        }
    }
}
