package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class CreateTest {
    @TempDir
    Path folder;

    private final EngineConnection engine =
            EngineConnection.open(Trial.ENGINE, DockerDeadlines.standard(), CallListener.none());
    private final Trial trial = Trial.of(EngineHost.over(engine));
    private final DockerHost host = trial.host();

    @AfterEach
    void clean() {
        trial.close();
    }

    private HostConfig config(String id) {
        return engine.client().inspectContainerCmd(id).exec().getHostConfig();
    }

    private ContainerSpec with(ContainerIsolation isolation) {
        ContainerSpec plain = trial.spec("isolated", "sleep 3600");
        return new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.environment(),
                plain.labels(),
                isolation,
                plain.limits(),
                plain.mounts(),
                plain.attachment());
    }

    private ContainerSpec with(
            List<ContainerSpec.Mount> mounts, Optional<ContainerSpec.Attachment> attachment, String script) {
        ContainerSpec plain = trial.spec("placed", script);
        return new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.environment(),
                plain.labels(),
                plain.isolation(),
                plain.limits(),
                mounts,
                attachment);
    }

    @Test
    void limits_areKept_withoutSwap() {
        HostConfig config = config(host.create(trial.spec("limits", "true")));

        assertThat(config.getMemory()).isEqualTo(256L << 20);
        assertThat(config.getMemorySwap()).isEqualTo(256L << 20);
        assertThat(config.getNanoCPUs()).isEqualTo(1_500_000_000L);
        assertThat(config.getPidsLimit()).isEqualTo(200L);
    }

    @Test
    void container_isNeverPrivileged_startedAgain_orRemoved_byTheEngine() {
        HostConfig config = config(host.create(trial.spec("plain", "true")));

        assertThat(config.getPrivileged()).isFalse();
        assertThat(config.getRestartPolicy().getName()).isIn("", "no");
        assertThat(config.getAutoRemove()).isFalse();
        assertThat(config.getNetworkMode()).isEqualTo("none");
    }

    @Test
    void log_isBounded_andBlocks() {
        LogConfig log = config(host.create(trial.spec("log", "true"))).getLogConfig();

        assertThat(log.getType()).isEqualTo(LogConfig.LoggingType.LOCAL);
        assertThat(log.getConfig())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("max-size", "67108864", "max-file", "4", "mode", "blocking"));
    }

    @Test
    void grace_environment_andLabels_areKept() throws IOException {
        String id = host.create(trial.spec("said", "true"));
        Ask ask = Ask.container(DockerCall.INSPECT, id, Trial.PATIENCE);
        DockerHttpClient.Request.Builder request =
                DockerHttpClient.Request.builder().method(DockerHttpClient.Request.Method.GET);
        String made;
        try (DockerHttpClient.Response response = engine.stream(ask, request, "/containers/" + id + "/json")) {
            made = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(made).contains("\"StopTimeout\":30").contains("\"PLAIN=a value\"");
        assertThat(host.inspect(id).orElseThrow().labels()).containsAllEntriesOf(trial.labels());
    }

    @Test
    void standInIsolation_isKept_andLetsWriteToTheSystem() {
        ContainerIsolation open = new ContainerIsolation(
                Optional.of("sysbox-runc"),
                List.of("ALL"),
                List.of("SYS_RESOURCE"),
                List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"),
                List.of("a *:* rwm"),
                false,
                true);

        String id = trial.started(with(open));
        HostConfig config = config(id);
        String readOnly = trial.sh(id, "grep -c ' /proc/sys ' /proc/mounts").stdout();

        assertThat(config.getRuntime()).isEqualTo("sysbox-runc");
        assertThat(config.getCapAdd()).containsExactly(Capability.ALL);
        assertThat(config.getCapDrop()).containsExactly(Capability.SYS_RESOURCE);
        assertThat(config.getDeviceCgroupRules()).containsExactly("a *:* rwm");
        assertThat(config.getReadonlyRootfs()).isTrue();
        assertThat(readOnly.strip()).isEqualTo("0");
    }

    @Test
    void runtimeThatIsNotThere_isRefused() {
        ContainerIsolation absent = new ContainerIsolation(
                Optional.of("no-such"), List.of(), List.of(), List.of(), List.of(), false, false);

        DockerException refusal = catchThrowableOfType(DockerException.class, () -> trial.started(with(absent)));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.REFUSED);
        assertThat(refusal).hasMessageContaining("no-such");
    }

    @Test
    void hostNetwork_isUsed_whereAskedFor() {
        ContainerIsolation near =
                new ContainerIsolation(Optional.empty(), List.of(), List.of(), List.of(), List.of(), true, false);

        assertThat(config(host.create(with(near))).getNetworkMode()).isEqualTo("host");
    }

    @Test
    void imageThatIsNotThere_isNotFound() {
        ContainerSpec plain = trial.spec("x", "true");
        ContainerSpec absent = new ContainerSpec(
                plain.name(),
                "tandemwork-test/none:absent",
                plain.command(),
                plain.environment(),
                plain.labels(),
                plain.isolation(),
                plain.limits(),
                plain.mounts(),
                plain.attachment());

        DockerException refusal = catchThrowableOfType(DockerException.class, () -> host.create(absent));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.NOT_FOUND);
        assertThat(refusal).hasMessageContaining("No such image: tandemwork-test/none:absent");
    }

    @Test
    void mounts_areThere() throws IOException {
        Files.writeString(folder.resolve("given"), "from the host");
        host.createVolume(trial.name("data"), trial.labels());
        List<ContainerSpec.Mount> mounts = List.of(
                new ContainerSpec.Mount.Volume(trial.name("data"), "/data", false),
                new ContainerSpec.Mount.Memory("/memory", "size=1m,mode=0700"),
                new ContainerSpec.Mount.ReadOnlyFolder(folder.toString(), "/given"));

        String id = trial.started(with(mounts, Optional.empty(), "sleep 3600"));

        assertThat(trial.sh(id, "echo kept > /data/x && cat /data/x").stdout()).isEqualTo("kept\n");
        assertThat(trial.sh(id, "stat -f -c %T /memory; stat -c %a /memory").stdout())
                .isEqualTo("tmpfs\n700\n");
        assertThat(trial.sh(id, "cat /given/given").stdout()).isEqualTo("from the host");
        assertThat(trial.sh(id, "touch /given/x").succeeded()).isFalse();
    }

    @Test
    void attachment_givesAddress_andNameServers_andTheHostIsNotThere() throws IOException {
        String network = host.createNetwork(
                new NetworkSpec(trial.name("lane"), true, Optional.of("10.213.78.0/28"), trial.labels()));
        Optional<ContainerSpec.Attachment> place =
                Optional.of(new ContainerSpec.Attachment(network, Optional.of("10.213.78.9"), List.of("10.213.78.2")));

        String id = trial.started(with(List.of(), place, "sleep 3600"));

        assertThat(trial.sh(id, "cat /proc/net/fib_trie").stdout()).contains("10.213.78.9");
        assertThat(config(id).getDns()).containsExactly("10.213.78.2");
        assertThat(engine.client()
                        .inspectNetworkCmd()
                        .withNetworkId(network)
                        .exec()
                        .getOptions())
                .containsEntry("com.docker.network.bridge.inhibit_ipv4", "true");
    }

    @Test
    void hostsAddressInAnInternalNetwork_isKeptOut_byWhatTheEngineHas() {
        assertThat(Networks.options(true, 27))
                .containsExactly(Map.entry("com.docker.network.bridge.inhibit_ipv4", "true"));
        assertThat(Networks.options(true, 28))
                .containsExactly(Map.entry("com.docker.network.bridge.gateway_mode_ipv4", "isolated"));
        assertThat(Networks.options(false, 28)).isEmpty();
    }

    @Test
    void diskBound_isLeftOut_whereTheEngineCannot() {
        ContainerSpec plain = trial.spec("disk", "true");
        ContainerLimits bounded = new ContainerLimits(
                256 << 20, 1, 100, Optional.of(1L << 30), plain.limits().log());
        boolean possible = DiskBound.possible(engine.client().infoCmd().exec());

        String id = host.create(new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.environment(),
                plain.labels(),
                plain.isolation(),
                bounded,
                plain.mounts(),
                plain.attachment()));

        assertThat(config(id).getStorageOpt() == null || possible).isTrue();
    }
}
