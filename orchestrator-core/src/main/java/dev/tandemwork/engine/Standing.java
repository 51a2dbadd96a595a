package dev.tandemwork.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run goes on, rests, or has ended, for those who wait for that.
 *
 * <p>What is counted are the fibers that something will move by itself: a thread, a timer, the disk, another branch. When
 * there is none and the run has not ended, it rests. {@code lock} guards the outcome, and is held for nothing else.
 */
final class Standing<O> {
    private final AtomicInteger busy = new AtomicInteger(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Outcome<O> outcome;

    boolean isBusy() {
        return busy.get() > 0;
    }

    void busy(int delta) {
        if (delta != 0 && busy.addAndGet(delta) == 0) {
            change(null);
        }
    }

    void end(Outcome<O> result) {
        change(result);
    }

    private void change(@Nullable Outcome<O> result) {
        lock.lock();
        try {
            outcome = result == null ? outcome : result;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how it has ended; null if it has not. */
    @Nullable
    Outcome<O> outcome() {
        lock.lock();
        try {
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it rests or has ended, and returns how many of {@code nanos} are left; none if it does neither. */
    long awaitRest(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (outcome == null && isBusy() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd() {
        lock.lock();
        try {
            while (outcome == null) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
