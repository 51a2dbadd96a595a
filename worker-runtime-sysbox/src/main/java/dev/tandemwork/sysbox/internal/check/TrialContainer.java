package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec.Mount;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.sysbox.internal.worker.SandboxIsolation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox without a task. */
final class TrialContainer {
    private static final ContainerLimits LIMITS =
            new ContainerLimits(1L << 30, 1, 1024, Optional.empty(), new ContainerLimits.LogBounds(1 << 20, 2));

    private final DockerHost host;
    private final HostNeeds needs;
    private final String owner;

    TrialContainer(DockerHost host, HostNeeds needs, String owner) {
        this.host = host;
        this.needs = needs;
        this.owner = owner;
    }

    String name() {
        return owner + "-worker";
    }

    /** Starts it, in a lane or in no network at all. */
    void start(Optional<Lane> lane) {
        Map<String, String> labels = new HashMap<>(Map.of(LaneLabels.OWNER, owner));
        lane.map(Lane::labels).ifPresent(labels::putAll);
        host.createVolume(name(), Map.of(LaneLabels.OWNER, owner));
        host.create(new ContainerSpec(
                name(),
                needs.workerImage(),
                List.of(),
                lane.map(Lane::environment).orElse(Map.of()),
                labels,
                SandboxIsolation.of(needs.isolation(), needs.ociRuntime()),
                LIMITS,
                List.of(new Mount.Volume(name(), "/var/lib/docker", false), new Mount.Memory("/run", "mode=755")),
                lane.map(Lane::attachment)));
        host.start(name());
    }

    ExecResult exec(List<String> command, Duration deadline) {
        return host.exec(name(), command, new byte[0], deadline);
    }

    Optional<ContainerState> state() {
        return host.inspect(name());
    }

    void remove() {
        host.remove(name());
        host.removeVolume(name());
    }
}
