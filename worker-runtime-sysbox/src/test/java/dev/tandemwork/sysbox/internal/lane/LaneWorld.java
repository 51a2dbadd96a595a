package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.docker.NetworkSpec;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import dev.tandemwork.testkit.docker.DockerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An owner of lanes on the real engine, of whom nothing is left at the end. */
final class LaneWorld implements AutoCloseable {
    static final String PROXY_IMAGE = System.getProperty("tandemwork.test.proxyImage", "tandemwork/proxy:local");
    static final String WORKER_IMAGE = System.getProperty("tandemwork.test.workerImage", "tandemwork/worker:local");
    static final String MIRROR_IMAGE = System.getProperty("tandemwork.test.mirrorImage", "tandemwork/mirror:local");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DockerHost host = DockerHosts.connect(URI.create("unix://" + DockerSocket.path()));
    private final String owner = "tw-lane-" + UUID.randomUUID().toString().substring(0, 8);

    DockerHost host() {
        return host;
    }

    String owner() {
        return owner;
    }

    LaneSettings settings(EgressPolicy policy) {
        return LaneSettings.of(owner, PROXY_IMAGE, policy);
    }

    OuterNetwork outer() {
        return OuterNetwork.open(host, settings(EgressPolicy.denyAll()));
    }

    Lanes lanes(EgressPolicy policy) {
        return Lanes.open(host, settings(policy), outer(), Optional.empty());
    }

    /** Starts a container in which root may do all that root in a worker may. */
    String worker(Lane lane) {
        return worker("worker", lane);
    }

    String worker(String name, Lane lane) {
        return start(name, WORKER_IMAGE, List.of("sleep", "600"), lane.labels(), lane.attachment());
    }

    /** Starts a container outside all lanes. */
    String outside(String name, List<String> command) {
        return start(
                name,
                WORKER_IMAGE,
                command,
                Map.of(),
                new ContainerSpec.Attachment(outer().name(), Optional.empty(), List.of()));
    }

    String start(
            String name,
            String image,
            List<String> command,
            Map<String, String> labels,
            ContainerSpec.Attachment attachment) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(LaneLabels.OWNER, owner);
        String id = host.create(new ContainerSpec(
                owner + "-" + name,
                image,
                command,
                Map.of(),
                all,
                rootful(),
                limits(),
                List.of(
                        new ContainerSpec.Mount.Volume(volume(name), "/var/lib/docker", false),
                        new ContainerSpec.Mount.Memory("/run", "mode=0755")),
                Optional.of(attachment)));
        host.start(id);
        return owner + "-" + name;
    }

    private String volume(String name) {
        String volume = owner + "-" + name;
        host.createVolume(volume, Map.of(LaneLabels.OWNER, owner));
        return volume;
    }

    /** What stands in for Sysbox on a machine without it. */
    private static ContainerIsolation rootful() {
        return new ContainerIsolation(
                Optional.of("sysbox-runc"),
                List.of("ALL"),
                List.of("SYS_RESOURCE"),
                List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"),
                List.of("a *:* rwm"),
                false,
                false);
    }

    static ContainerLimits limits() {
        return new ContainerLimits(2L << 30, 2, 2048, Optional.empty(), new ContainerLimits.LogBounds(1 << 20, 2));
    }

    /** Makes a network as one of a lane, to which the host is not closed. */
    NetworkState unguarded(String name) {
        Map<String, String> labels = Map.of(LaneLabels.OWNER, owner, LaneLabels.ROLE, name);
        new SubnetChoice(host, Subnet.of("10.213.0.0/16"))
                .make(28, free -> new NetworkSpec(owner + "-" + name, true, Optional.of(free.toString()), labels));
        return host.networks(labels).get(0);
    }

    /** Runs a line that is given bytes. */
    ExecResult sh(String container, String script, byte[] input) {
        return host.exec(container, List.of("bash", "-c", script), input, PATIENCE);
    }

    ExecResult sh(String container, String script) {
        return host.exec(container, List.of("bash", "-c", script), new byte[0], PATIENCE);
    }

    /** Returns the address of a container in a network. */
    String address(String container) {
        return sh(container, "hostname -I").stdout().strip().split(" ", 2)[0];
    }

    @Override
    public void close() {
        Map<String, String> ours = Map.of(LaneLabels.OWNER, owner);
        host.containers(ours).stream().map(ContainerState::name).forEach(host::remove);
        host.networks(ours).forEach(network -> host.removeNetwork(network.name()));
        host.volumes(ours).forEach(host::removeVolume);
        host.close();
    }
}
