package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.HostCheck.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found on hosts that are not at hand. */
@Timeout(60)
final class PreflightTest {
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
    void hostThatHasAll_isLookedAtWithoutAChange() {
        List<HostCheck> checks = look();

        assertThat(checks)
                .extracting(HostCheck::name)
                .containsExactly(
                        "engine",
                        "sysbox",
                        "worker image",
                        "proxy image",
                        "kernel",
                        "memory",
                        "swap",
                        "processors",
                        "disk",
                        "networks");
        assertThat(checks).filteredOn(HostCheck::hasFailed).isEmpty();
        assertThat(check("engine").found()).isEqualTo("Docker 29.1.0, API 1.52, at [" + engine.uri() + "]");
        assertThat(check("networks").found()).isEqualTo("4096 networks are free in [10.213.0.0/16]");
        assertThat(engine.changes()).isEmpty();
    }

    @Test
    void withoutAnEngine_thereIsOneFinding() {
        Preflight preflight = SysboxWorkerRuntime.builder()
                .docker(URI.create("unix://" + folder.resolve("none.sock")))
                .preflight();

        assertThat(preflight.look()).singleElement().matches(HostCheck::hasFailed);
        assertThat(preflight.tryOut()).isEqualTo(preflight.look());
        assertThat(SysboxWorkerRuntime.builder()
                        .docker(URI.create("ssh://host"))
                        .preflight()
                        .look())
                .singleElement()
                .extracting(HostCheck::message)
                .isEqualTo("engine [ssh://host] is at no address that is known; expected unix:///PATH or"
                        + " tcp://HOST:PORT");
    }

    @Test
    void everythingThatIsMissing_isTold_notOnlyTheFirst() {
        engine.described("sysbox-runc", "crun").without("proxy:local");

        assertThat(look())
                .filteredOn(HostCheck::hasFailed)
                .extracting(HostCheck::name)
                .containsExactly("sysbox", "proxy image");
        assertThat(preflight().tryOut()).isEqualTo(look());
        assertThat(engine.changes()).isEmpty();
    }

    @Test
    void imageOfAnotherVersion_isRefused() {
        engine.speaking(2);

        assertThat(check("worker image").message())
                .isEqualTo(
                        "image [tandemwork/worker:local] has [2] as its version of the worker's protocol; expected 1;"
                                + " build it: tandemwork image build");
        assertThat(check("proxy image").hasFailed()).isFalse();
    }

    @Test
    void kernels_areToldApart() {
        assertThat(kernel("5.4.0-42-generic").status()).isEqualTo(Status.FAILED);
        assertThat(kernel("5.15.0-91-generic").status()).isEqualTo(Status.WARNING);
        assertThat(kernel("5.19.0").status()).isEqualTo(Status.OK);
        assertThat(kernel("6.18.44-fc").found()).isEqualTo("Linux 6.18.44-fc");
        assertThat(kernel("unknown").status()).isEqualTo(Status.OK);
    }

    private HostCheck kernel(String version) {
        engine.described("(?<=\"KernelVersion\": \")[^\"]*", version);
        return check("kernel");
    }

    @Test
    void memory_isToldInWorkers() {
        assertThat(check("memory").found())
                .isEqualTo("16.0 GiB, less 2.0 GiB for the host itself: room for 3 workers at once");

        engine.described("17179869184", "4294967296");

        assertThat(check("memory").message())
                .isEqualTo(
                        "4.0 GiB, less 2.0 GiB for the host itself; expected 4.0 GiB for each worker, unless its task"
                                + " has another limit; give the host more, or tasks a lower limit of memory");
    }

    @Test
    void swapWithoutALimit_andAFarDisk_areWarnedOf() {
        engine.described("\"SwapLimit\": true", "\"SwapLimit\": false");

        assertThat(check("swap").status()).isEqualTo(Status.WARNING);
        assertThat(check("disk").found()).isEqualTo("the engine's folder [/no/such/folder] is not seen from here");
    }

    @Test
    void usedNetworks_areNotCountedAsFree() {
        engine.answering("/networks?", "[{\"Id\": \"n1\", \"Name\": \"n1\"}]")
                .answering(
                        "/networks/n1",
                        "{\"Id\": \"n1\", \"Name\": \"n1\", \"IPAM\": {\"Config\": [{\"Subnet\": \"10.213.0.0/17\"}]}}");

        assertThat(check("networks").found()).startsWith("2048 networks are free");
        engine.answering(
                "/networks/n1",
                "{\"Id\": \"n1\", \"Name\": \"n1\", \"IPAM\": {\"Config\": [{\"Subnet\": \"10.0.0.0/8\"}]}}");
        assertThat(check("networks").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void dockerDesktop_listsNoSysbox_andMustShowThatItIsolates() {
        engine.described("sysbox-runc", "crun").described("Ubuntu 24.04", "Docker Desktop");

        assertThat(check("sysbox").message())
                .isEqualTo(
                        "the engine's own runtime is to isolate, which only a start can show; expected a user namespace"
                                + " for every container");
    }

    private Preflight preflight() {
        return SysboxWorkerRuntime.builder().docker(engine.uri()).preflight();
    }

    private List<HostCheck> look() {
        return preflight().look();
    }

    private HostCheck check(String name) {
        return look().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
