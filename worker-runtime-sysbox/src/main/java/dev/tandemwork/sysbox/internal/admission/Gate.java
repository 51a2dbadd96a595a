package dev.tandemwork.sysbox.internal.admission;

import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock that guards all of an admission, and whether anybody is let in at all. */
final class Gate {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private HostHealth health = HostHealth.HEALTHY;
    private boolean closed;
    private long changes;

    /** What is done under the lock, and may wait there. */
    interface Step<T> {
        T take() throws InterruptedException;
    }

    <T> T read(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change, and wakes all who wait. */
    <T> T changed(Supplier<T> change) {
        return read(() -> {
            T made = change.get();
            wake();
            return made;
        });
    }

    /** Makes a change, and wakes all who wait. */
    void change(Runnable change) {
        read(() -> {
            change.run();
            wake();
            return true;
        });
    }

    <T> T step(Step<T> step) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireOpen();
            return step.take();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change; for a second at most if what may change is silent. */
    void await(boolean isSilent) throws InterruptedException {
        long seen = changes;
        long left = isSilent ? LOOK_NANOS : Long.MAX_VALUE;
        while (changes == seen && left > 0) {
            left = changed.awaitNanos(left);
        }
    }

    void wake() {
        changes++;
        changed.signalAll();
    }

    boolean isHealthy() {
        return health.isOpen();
    }

    boolean isClosed() {
        return closed;
    }

    void found(HostHealth now) {
        change(() -> health = now);
    }

    void close() {
        change(() -> closed = true);
    }

    private void requireOpen() {
        if (closed) {
            throw WorkerException.of(
                    WorkerFailure.of(Kind.LOST, "sysbox runtime is closed; expected an open one; build another"));
        }
    }
}
