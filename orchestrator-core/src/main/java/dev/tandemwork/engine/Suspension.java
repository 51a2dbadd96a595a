package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The state of a fiber that waits without a thread. What it waits for, and a cancellation, may come at the same time: the
 * first of them takes the fiber.
 */
final class Suspension implements Activity {
    private final Fiber fiber;
    private final NodePath path;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Runnable beforeGoingOn;
    private boolean granted;

    Suspension(Fiber fiber, NodePath path) {
        this(fiber, path, () -> {});
    }

    /** Creates the state of a fiber that has {@code beforeGoingOn} called as soon as it is taken. */
    Suspension(Fiber fiber, NodePath path, Runnable beforeGoingOn) {
        this.fiber = fiber;
        this.path = path;
        this.beforeGoingOn = beforeGoingOn;
    }

    @Override
    public NodePath path() {
        return path;
    }

    /** Lets the fiber go on; returns whether it was still waiting. */
    boolean grant() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        granted = true;
        goOn();
        return true;
    }

    @Override
    public void cancel(String reason) {
        if (taken.compareAndSet(false, true)) {
            goOn();
        }
    }

    private void goOn() {
        beforeGoingOn.run();
        fiber.dispatch();
    }

    /** Takes the fiber back to the thread that was about to suspend it; returns false if it is gone. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    /** Returns whether the fiber waits no more. */
    boolean isTaken() {
        return taken.get();
    }

    /** Returns whether the fiber got what it waited for, rather than being cancelled. */
    boolean isGranted() {
        return granted;
    }
}
