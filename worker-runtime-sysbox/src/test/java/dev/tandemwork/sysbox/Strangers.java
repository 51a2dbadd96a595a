package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec.Mount;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Things on the engine that are an owner's by their labels, and that no worker knows. */
final class Strangers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ContainerLimits LIMITS =
            new ContainerLimits(64 << 20, 1, 50, Optional.empty(), new ContainerLimits.LogBounds(1 << 20, 2));

    private final Neighbourhood around;
    private final String owner;

    Strangers(Neighbourhood around) {
        this(around, around.ours().get("dev.tandemwork.owner"));
    }

    Strangers(Neighbourhood around, String owner) {
        this.around = around;
        this.owner = owner;
    }

    private Map<String, String> labels(String role) {
        return Map.of("dev.tandemwork.owner", owner, "dev.tandemwork.role", role);
    }

    private String name(String suffix) {
        return owner + "-" + suffix;
    }

    /** Starts a container with a volume, as that of a worker. */
    void plant(String suffix) {
        around.onEngine(host -> {
            host.createVolume(name(suffix), labels("worker"));
            host.create(spec(name(suffix)));
            host.start(name(suffix));
        });
    }

    private ContainerSpec spec(String name) {
        return new ContainerSpec(
                name,
                "tandemwork/worker:local",
                List.of("sleep", "600"),
                Map.of(),
                labels("worker"),
                new ContainerIsolation(Optional.empty(), List.of(), List.of(), List.of(), List.of(), false, false),
                LIMITS,
                List.of(new Mount.Volume(name, "/var/lib/docker", false)),
                Optional.empty());
    }

    /** Makes a network, as that of a worker. */
    void plantNetwork(String suffix, String subnet) {
        around.onEngine(
                host -> host.createNetwork(new NetworkSpec(name(suffix), true, Optional.of(subnet), labels("lane"))));
    }

    boolean isThere(String suffix) {
        AtomicBoolean there = new AtomicBoolean();
        around.onEngine(host -> there.set(isThere(host, suffix)));
        return there.get();
    }

    private boolean isThere(DockerHost host, String suffix) {
        Map<String, String> ours = Map.of("dev.tandemwork.owner", owner);
        return host.inspect(name(suffix)).isPresent()
                || host.volumes(ours).contains(name(suffix))
                || host.networks(ours).stream()
                        .anyMatch(network -> network.name().equals(name(suffix)));
    }

    /** Returns when nothing of that name is there any more. */
    void awaitGone(String suffix) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isThere(suffix)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("[" + name(suffix) + "] is still there after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    void removeAll() {
        around.onEngine(host -> {
            Map<String, String> ours = Map.of("dev.tandemwork.owner", owner);
            host.containers(ours).forEach(container -> host.remove(container.id()));
            host.volumes(ours).forEach(host::removeVolume);
        });
    }
}
