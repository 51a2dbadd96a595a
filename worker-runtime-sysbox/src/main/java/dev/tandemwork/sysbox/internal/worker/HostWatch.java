package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.docker.CallListener;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.DockerCall;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.HostHealth;
import dev.tandemwork.sysbox.internal.docker.ShortRun;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how an engine answers. While its host is suspect nothing is started on it but a canary, in the runtime of workers;
 * when that has failed, what runs on it is given up.
 */
public final class HostWatch implements CallListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CANARY = Duration.ofSeconds(60);
    private static final ContainerLimits LIMITS =
            new ContainerLimits(64L << 20, 1, 32, Optional.empty(), new ContainerLimits.LogBounds(1L << 20, 2));
    private static final String RUNBOOK = "look at the engine; with Sysbox, abort the connections of sysbox-fs in"
            + " /sys/fs/fuse/connections, restart sysbox and the engine, and remove all workers";

    private final HostHealth health;
    private volatile Optional<Watched> watched = Optional.empty();

    /** Watches nothing yet. */
    public HostWatch() {
        this.health = HostHealth.watch(new HostHealth.Canary(this::canaryPasses, PAUSE), Instant::now, this::changed);
    }

    private record Watched(Settings settings, DockerHost host, Admission admission, SandboxPool pool) {}

    /** Begins to act on what is seen. */
    public void begin(Settings settings, DockerHost host, Admission admission, SandboxPool pool) {
        watched = Optional.of(new Watched(settings, host, admission, pool));
        admission.found(health.condition());
        later();
    }

    private void later() {
        watched.map(Watched::settings)
                .ifPresent(settings -> settings.timers()
                        .after(settings.times().look(), () -> Daemon.start("host-watch", this::check)));
    }

    private void check() {
        try {
            health.check();
        } finally {
            later();
        }
    }

    @Override
    public void ended(DockerCall call, Outcome outcome, Duration took) {
        health.ended(call, outcome, took);
    }

    private void changed(HostHealth.Change change) {
        boolean isOpen = change.to().isOpen();
        String remedy = isOpen ? "workers are started again" : "expected it to answer; " + RUNBOOK;
        LOG.warn("host of workers was {} and is {}: {}; {}", change.from(), change.to(), change.why(), remedy);
        watched.ifPresent(there -> {
            there.admission().found(change.to());
            if (change.to() == HostHealth.Condition.QUARANTINED) {
                there.pool().lose("its host has failed: " + change.why() + "; " + remedy);
            }
        });
    }

    private boolean canaryPasses() {
        return watched.map(there -> ShortRun.of(there.host(), canary(there.settings()), CANARY)
                        .succeeded())
                .orElse(true);
    }

    private static ContainerSpec canary(Settings settings) {
        String owner = settings.root().owner();
        return new ContainerSpec(
                owner + "-canary",
                settings.image(),
                List.of("/bin/true"),
                Map.of(),
                Map.of(LaneLabels.OWNER, owner, LaneLabels.ROLE, "canary"),
                SandboxIsolation.of(settings.isolation(), settings.ociRuntime()),
                LIMITS,
                List.of(),
                Optional.empty());
    }

    @Override
    public void close() {
        watched = Optional.empty();
    }
}
