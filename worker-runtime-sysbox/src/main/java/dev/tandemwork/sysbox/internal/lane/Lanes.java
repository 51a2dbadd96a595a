package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lanes of one owner on one engine. Safe for use by many threads; one owner is one program at a time.
 *
 * <p>A lane is made when one is needed, used by one worker at a time, and kept for the next. Those in use outlive this
 * program, and the next one finds them by the workers' labels.
 */
public final class Lanes implements AutoCloseable {
    private final LaneBuild build;
    private final LaneSettings settings;

    /** Guarded by this. */
    private final Deque<Lane> idle = new ArrayDeque<>();

    /** Guarded by this. */
    private final Map<String, Lane> used = new HashMap<>();

    /** Guarded by this. */
    private boolean closed;

    private Lanes(LaneBuild build, LaneSettings settings) {
        this.build = build;
        this.settings = settings;
    }

    /**
     * Returns the lanes of the owner. Those that its workers are in are in use; of the others some are kept and the rest
     * removed. The host is closed to all of them again, because a restart of it has opened it.
     */
    public static Lanes open(DockerHost host, LaneSettings settings, OuterNetwork outer, Optional<Mirror> mirror) {
        Lanes lanes = new Lanes(LaneBuild.of(host, settings, outer, mirror), settings);
        lanes.recover();
        return lanes;
    }

    private void recover() {
        List<NetworkState> found = build.networks();
        build.close(found);
        for (NetworkState network : found) {
            Lane lane = build.lane(network);
            if (build.isUsed(lane)) {
                used.put(lane.name(), lane);
            } else {
                keepOrRemove(lane);
            }
        }
    }

    /** Returns a lane that nobody is in; the caller gives it back by {@link #release}. */
    public Lane acquire() {
        build.restoreMirror();
        Optional<Lane> kept = takeIdle();
        while (kept.isPresent() && !build.isReady(kept.get())) {
            build.remove(kept.get());
            kept = takeIdle();
        }
        return use(kept.orElseGet(build::make));
    }

    private synchronized Optional<Lane> takeIdle() {
        requireOpen();
        return Optional.ofNullable(idle.pollFirst());
    }

    private synchronized Lane use(Lane lane) {
        used.put(lane.name(), lane);
        return lane;
    }

    /** Returns the lane of that name, which a worker of a program before this one is in. */
    public synchronized Optional<Lane> adopt(String name) {
        return Optional.ofNullable(used.get(name));
    }

    /**
     * Makes sure of a lane in use before a worker in it is started again: after a restart of the engine its proxy runs no
     * more, nor does the mirror, and the host may have been opened.
     */
    public void restore(Lane lane) {
        build.restoreMirror();
        if (!build.isReady(lane)) {
            build.restore(lane);
        }
    }

    /**
     * Takes a lane back, after its worker was removed. All connections that are left in it end. A lane that was given
     * back before stays as it is.
     *
     * @throws DockerException if somebody is still in it
     */
    public void release(Lane lane) {
        build.requireEmpty(lane);
        if (leave(lane)) {
            keepOrRemove(lane);
        }
    }

    private synchronized boolean leave(Lane lane) {
        return used.remove(lane.name(), lane);
    }

    private void keepOrRemove(Lane lane) {
        if (hasRoom() && build.renew(lane) && keep(lane)) {
            return;
        }
        build.remove(lane);
    }

    private synchronized boolean hasRoom() {
        return !closed && idle.size() < settings.maxIdle();
    }

    private synchronized boolean keep(Lane lane) {
        return hasRoom() && idle.add(lane);
    }

    /** Returns the names of the lanes that no worker is in, running or not, and that are not kept for the next one. */
    public List<String> abandoned() {
        return build.networks().stream()
                .map(build::lane)
                .filter(lane -> !isIdle(lane) && !build.isUsed(lane))
                .map(Lane::name)
                .toList();
    }

    /** Removes the lane of that name, unless a worker has come to it. */
    public void removeAbandoned(String name) {
        build.networks().stream()
                .map(build::lane)
                .filter(lane -> lane.name().equals(name) && !isIdle(lane) && !build.isUsed(lane))
                .forEach(this::drop);
    }

    private void drop(Lane lane) {
        build.remove(lane);
        leave(lane);
    }

    private synchronized boolean isIdle(Lane lane) {
        return idle.contains(lane);
    }

    /** Returns where images are pulled from; empty for nowhere but outside. */
    public Optional<MirrorPlace> mirror() {
        return build.mirror();
    }

    /** Returns how many lanes wait for a worker. */
    public synchronized int idle() {
        return idle.size();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("lanes are closed; expected open ones; open them again");
        }
    }

    /** Removes the lanes that nobody is in. Those in use stay as they are. */
    @Override
    public void close() {
        List<Lane> drained = drain();
        drained.forEach(build::remove);
        if (!drained.isEmpty()) {
            build.sweep();
        }
    }

    private synchronized List<Lane> drain() {
        closed = true;
        List<Lane> drained = new ArrayList<>(idle);
        idle.clear();
        return drained;
    }
}
