package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says to an engine what a container is to be. */
final class CreateRequest {
    /** The longest that an engine waits for a container when the engine itself is asked to end. */
    private static final int STOP_SECONDS = 30;

    /** Understood by the command line only, which sends two empty lists in its place. */
    private static final String SYSTEM_PATHS_UNCONFINED = "systempaths=unconfined";

    private final ContainerSpec spec;
    private final OpenHostConfig host = new OpenHostConfig();

    private CreateRequest(ContainerSpec spec) {
        this.spec = spec;
    }

    /** Fills in {@code command}; {@code diskBytes} is empty where the engine can't bound them. */
    static CreateContainerCmd fill(CreateContainerCmd command, ContainerSpec spec, Optional<Long> diskBytes) {
        CreateRequest request = new CreateRequest(spec);
        request.lifecycle();
        request.limits(diskBytes);
        request.isolation();
        request.mounts();
        request.network();
        return request.into(command);
    }

    private CreateContainerCmd into(CreateContainerCmd command) {
        List<String> environment = new ArrayList<>();
        spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
        command.withName(spec.name())
                .withEnv(environment)
                .withLabels(spec.labels())
                .withStopTimeout(STOP_SECONDS)
                .withHostConfig(host);
        // as the entry point: a command alone would only be what an image's own entry point is given
        if (!spec.command().isEmpty()) {
            command.withEntrypoint(spec.command());
        }
        spec.attachment().flatMap(ContainerSpec.Attachment::address).ifPresent(command::withIpv4Address);
        return command;
    }

    /** A container outlives whoever made it, and is started and removed by nobody else. */
    private void lifecycle() {
        ContainerLimits.LogBounds log = spec.limits().log();
        Map<String, String> bounds = Map.of(
                "max-size", Long.toString(log.fileBytes()),
                "max-file", Integer.toString(log.files()),
                "mode", "blocking");
        host.withAutoRemove(false)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(new LogConfig(LogConfig.LoggingType.LOCAL, bounds));
    }

    private void limits(Optional<Long> diskBytes) {
        ContainerLimits limits = spec.limits();
        host.withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes())
                .withNanoCPUs((long) (limits.cpus() * 1e9))
                .withPidsLimit((long) limits.pids());
        diskBytes.ifPresent(bytes -> host.withStorageOpt(Map.of("size", Long.toString(bytes))));
    }

    private void isolation() {
        ContainerIsolation isolation = spec.isolation();
        isolation.runtime().ifPresent(host::withRuntime);
        host.withCapAdd(capabilities(isolation.addCapabilities()))
                .withCapDrop(capabilities(isolation.dropCapabilities()))
                .withDeviceCgroupRules(isolation.deviceRules())
                .withReadonlyRootfs(isolation.readOnlyRoot());
        List<String> options = new ArrayList<>(isolation.securityOptions());
        if (options.remove(SYSTEM_PATHS_UNCONFINED)) {
            host.hideNothing();
        }
        host.withSecurityOpts(options);
    }

    private static Capability[] capabilities(List<String> names) {
        return names.stream().map(Capability::valueOf).toArray(Capability[]::new);
    }

    private void mounts() {
        List<Mount> mounts = new ArrayList<>();
        Map<String, String> memory = new HashMap<>();
        for (ContainerSpec.Mount mount : spec.mounts()) {
            if (mount instanceof ContainerSpec.Mount.Volume volume) {
                mounts.add(mount(MountType.VOLUME, volume.name(), volume.path()).withReadOnly(volume.readOnly()));
            } else if (mount instanceof ContainerSpec.Mount.ReadOnlyFolder folder) {
                mounts.add(mount(MountType.BIND, folder.folder(), folder.path()).withReadOnly(true));
            } else if (mount instanceof ContainerSpec.Mount.Memory tmpfs) {
                memory.put(tmpfs.path(), tmpfs.options());
            }
        }
        host.withMounts(mounts).withTmpFs(memory);
    }

    private static Mount mount(MountType type, String source, String target) {
        return new Mount().withType(type).withSource(source).withTarget(target);
    }

    private void network() {
        if (spec.isolation().hostNetwork()) {
            host.withNetworkMode("host");
            return;
        }
        host.withNetworkMode(
                spec.attachment().map(ContainerSpec.Attachment::network).orElse("none"));
        spec.attachment().map(ContainerSpec.Attachment::nameServers).ifPresent(host::withDns);
    }
}
