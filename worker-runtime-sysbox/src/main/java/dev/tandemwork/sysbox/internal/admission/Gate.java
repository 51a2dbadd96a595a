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
    private static final long LOOK_SECONDS = 1;
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private HostHealth health = HostHealth.HEALTHY;
    private boolean closed;

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
        boolean unused = changed.await(isSilent ? LOOK_SECONDS : FOR_EVER, TimeUnit.SECONDS);
    }

    void wake() {
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
