package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.worker.WorkerException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tidies up, when a runtime opens and every so often, what a program that has died, or an engine that did not answer, has
 * left: sandboxes, proxies, helpers, volumes and networks that no worker knows are removed once they have been seen so for
 * long enough; workers that nobody leads are led to their end once their time is over; and what runs on in a sandbox whose
 * workers have all ended is ended.
 *
 * <p>Only what has this owner's label is looked at. What the engine has is read before what is known, and a worker is known
 * before anything of it is made: so nothing of a worker that lives is ever taken for nobody's.
 */
public final class Reaper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final Settings settings;
    private final Sandboxes sandboxes;
    private final Lanes lanes;
    private final SandboxPool pool;

    /** Guarded by this. */
    private final Sightings unknown;

    /** Guarded by this. */
    private final Sightings abandoned;

    /** Guarded by this: what went wrong the last time. */
    private Set<String> troubles = Set.of();

    private volatile boolean closed;

    private Reaper(Settings settings, Sandboxes sandboxes, Lanes lanes, SandboxPool pool) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.lanes = lanes;
        this.pool = pool;
        this.unknown = new Sightings(settings.timers(), settings.times().orphan());
        this.abandoned = new Sightings(settings.timers(), settings.times().orphan());
    }

    /** Returns a reaper that begins at once, on a thread of its own. */
    public static Reaper begin(Settings settings, Sandboxes sandboxes, Lanes lanes, SandboxPool pool) {
        Reaper reaper = new Reaper(settings, sandboxes, lanes, pool);
        Daemon.start("reaper", reaper::sweepAndAgain);
        return reaper;
    }

    private void sweepAndAgain() {
        if (closed) {
            return;
        }
        try {
            sweep();
        } finally {
            settings.timers().after(settings.times().sweep(), () -> Daemon.start("reaper", this::sweepAndAgain));
        }
    }

    /** What can't be done now is tried again the next time, and told once. */
    private synchronized void sweep() {
        Set<String> found = new TreeSet<>();
        trying(this::tidy, found);
        if (!closed) {
            found.stream().filter(message -> !troubles.contains(message)).forEach(Reaper::warn);
        }
        troubles = found;
    }

    private static void warn(String message) {
        LOG.warn("what is left of workers can't be removed, and is tried again: {}", message);
    }

    /** One thing that can't be removed is in the way of no other. */
    private static void trying(Consumer<Set<String>> work, Set<String> troubles) {
        try {
            work.accept(troubles);
        } catch (DockerException | WorkerException e) {
            troubles.add(String.valueOf(e.getMessage()));
        }
    }

    private void tidy(Set<String> found) {
        pool.noteRunning(sandboxes.running());
        List<ContainerState> containers = sandboxes.all();
        List<String> volumes = sandboxes.volumes();
        Set<String> known = sandboxes.inUse();
        for (ContainerState container : containers) {
            String name = sandboxes.name(container);
            if (container.running() && known.contains(name)) {
                trying(troubles -> pool.tidy(name, container), found);
            }
        }
        for (String name : unknown.old(unknown(containers, volumes, known))) {
            trying(troubles -> removeUnknown(name), found);
        }
        for (String lane : abandoned.old(lanes.abandoned())) {
            trying(troubles -> removeAbandoned(lane), found);
        }
    }

    private Set<String> unknown(List<ContainerState> containers, List<String> volumes, Set<String> known) {
        return Stream.concat(containers.stream().map(sandboxes::name), volumes.stream())
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void removeUnknown(String name) {
        pool.removeUnknown(name);
        LOG.info("container or volume [{}] that no worker knows was removed", name);
    }

    private void removeAbandoned(String lane) {
        lanes.removeAbandoned(lane);
        LOG.info("network [{}] that nobody used was removed", lane);
    }

    @Override
    public void close() {
        closed = true;
    }
}
