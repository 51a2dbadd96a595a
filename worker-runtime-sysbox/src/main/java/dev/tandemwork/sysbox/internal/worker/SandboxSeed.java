package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.internal.cache.VolumeSeed;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.task.Limits;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Fills volumes by the engine of a sandbox without a task, which reaches what workers reach. It works in the place of the
 * worker that waits for it, and so with little memory.
 */
final class SandboxSeed implements VolumeSeed {
    static final String ROLE = "seed";
    private static final Duration PULL = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Limits LIMITS = Limits.defaults().withMemoryBytes(1L << 30);

    private final DockerHost host;
    private final Lanes lanes;
    private final SandboxSpecs specs;
    private final Set<String> live;

    SandboxSeed(DockerHost host, Lanes lanes, SandboxSpecs specs, Set<String> live) {
        this.host = host;
        this.lanes = lanes;
        this.specs = specs;
        this.live = live;
    }

    /** One that a program which has died has left may still have the volume. */
    @Override
    public void fill(String volume, CacheKey key) {
        host.containers(specs.labels(ROLE)).forEach(left -> host.remove(left.id()));
        String name = ROLE + "-" + UUID.randomUUID();
        Lane lane = lanes.acquire();
        live.add(name);
        try {
            host.create(specs.of(name, specs.labels(ROLE), LIMITS, lane, volume));
            host.start(specs.container(name));
            pull(specs.container(name), key);
        } finally {
            live.remove(name);
            host.remove(specs.container(name));
            lanes.release(lane);
        }
    }

    /** The engine ends by itself, so that all it has pulled is on the disk. */
    private void pull(String container, CacheKey key) {
        InnerEngine engine = new InnerEngine(host, container);
        if (!engine.awaitReady(specs.settings().times().ready())) {
            throw DockerException.of(
                    DockerException.Kind.REFUSED,
                    "inner engine of [" + container + "] is not ready; expected one to pull images; see its log");
        }
        key.images().forEach(image -> engine.pull(image, PULL));
        host.stop(container, GRACE);
    }
}
