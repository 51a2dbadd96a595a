package dev.tandemwork.internal.record;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to a run's log, many at a time.
 *
 * <p>Whoever appends while nobody writes, writes: its own entry and all that have gathered. Whoever appends while somebody
 * writes leaves its entry to be taken along. So one branch alone pays one write and no change of thread, and a thousand
 * share one.
 *
 * <p>A log that does not return is given up: its journal is broken, and everybody who waits for it is told so, but for the
 * thread that is in it.
 *
 * <p>{@code lock} guards the fields that change, and is never held while the log is called.
 */
public final class Journal {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunLog log;
    private final Executor executor;
    private final Timers timers;
    private final Listener listener;
    private final EntryWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    /** What is to be written next. */
    private Batch gathering = new Batch();

    /** What is being written. One that was given up stays, since its thread is still in the log. */
    private @Nullable Batch writing;

    private @Nullable RunStoreException broken;

    private boolean hangs;

    /** Looks after what is being written. */
    private Timers.@Nullable Timer watch;

    /** Written by whoever writes. */
    private long next;

    /** Hears of every entry once it is durable, in order, from one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        /** Tells that {@code entry} is durable, at {@code sequence}. */
        void recorded(long sequence, JournalEntry entry);
    }

    private Journal(RunLog log, Executor executor, Timers timers, Listener listener) {
        this.log = log;
        this.executor = executor;
        this.timers = timers;
        this.listener = listener;
        this.writer = EntryWriter.into(log);
        this.next = log.records().size();
    }

    /** Returns a journal on {@code log}, which has {@code executor} write what gathers while somebody writes. */
    public static Journal on(RunLog log, Executor executor, Timers timers, Listener listener) {
        return new Journal(log, executor, timers, listener);
    }

    /**
     * Appends {@code entry}.
     *
     * @param commit called later, if and only if this returns false
     * @return whether the entry is durable already
     * @throws RunStoreException if it can't be written
     */
    public boolean append(JournalEntry entry, Commit commit) {
        byte[] bytes = writer.write(entry);
        Batch batch;
        lock.lock();
        try {
            gather(entry, bytes, commit);
            batch = startWriting();
        } finally {
            lock.unlock();
        }
        return batch != null && write(batch, commit);
    }

    /** Appends {@code entry}, which will be durable before any entry that is appended after it. */
    public void appendLater(JournalEntry entry) {
        byte[] bytes = writer.write(entry);
        lock.lock();
        try {
            gather(entry, bytes, null);
            if (writing != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        executor.execute(this::writeGathered);
    }

    /**
     * Appends {@code entry} and waits until it is durable.
     *
     * @throws RunStoreException if it can't be written
     */
    public void appendAndWait(JournalEntry entry) {
        Waiter waiter = new Waiter();
        if (!append(entry, waiter)) {
            waiter.await();
        }
    }

    /** Waits until everything that was appended is durable, or the log is broken. */
    public void flush() {
        while (hasMoreAfterWriting()) {
            writeGathered();
        }
    }

    /** Waits until nobody writes; returns whether there is more to write, which somebody else may take up meanwhile. */
    private boolean hasMoreAfterWriting() {
        lock.lock();
        try {
            while (writing != null && !hangs) {
                idle.awaitUninterruptibly();
            }
            return !gathering.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns why nothing more can be appended; null if something can. */
    public @Nullable RunStoreException failure() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the log was given up, with a thread in it. */
    public boolean hangs() {
        lock.lock();
        try {
            return hangs;
        } finally {
            lock.unlock();
        }
    }

    /** Looks after the log no more. */
    public void close() {
        lock.lock();
        try {
            if (watch != null) {
                watch.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void gather(JournalEntry entry, byte[] bytes, @Nullable Commit commit) {
        if (broken != null) {
            throw broken;
        }
        gathering.add(entry, bytes, commit);
    }

    /** Returns what the caller is to write; null if somebody writes, or there is nothing. Called with the lock held. */
    private @Nullable Batch startWriting() {
        if (writing != null || gathering.isEmpty()) {
            return null;
        }
        Batch batch = takeGathered();
        writing = batch;
        if (watch == null) {
            watch = timers.after(PATIENCE, () -> look(batch));
        }
        return batch;
    }

    /** Called with the lock held. */
    private Batch takeGathered() {
        Batch batch = gathering;
        gathering = new Batch();
        return batch;
    }

    private void writeGathered() {
        Batch batch;
        lock.lock();
        try {
            batch = startWriting();
        } finally {
            lock.unlock();
        }
        if (batch != null) {
            tryWrite(batch);
        }
    }

    private void tryWrite(Batch batch) {
        try {
            write(batch, null);
        } catch (RunStoreException lost) {
            // Everybody who waits was told, and failure() tells everybody else.
            return;
        }
    }

    /**
     * Writes {@code batch}, lets others write, and tells everybody but {@code mine}; returns false if the batch was given
     * up meanwhile, and everybody told that.
     */
    private boolean write(Batch batch, @Nullable Commit mine) {
        RunStoreException failure = tryAppend(batch);
        if (!batch.decide()) {
            return false;
        }
        if (failure == null) {
            batch.forEach(entry -> listener.recorded(next++, entry));
        } else {
            breakBy(failure, batch);
        }
        stopWriting();
        batch.settle(failure, mine);
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private @Nullable RunStoreException tryAppend(Batch batch) {
        try {
            log.append(batch.records());
            return null;
        } catch (RunStoreException refused) {
            return refused;
        }
    }

    /** Appends nothing from now on. What has gathered shares the fate of {@code batch}. */
    private void breakBy(RunStoreException failure, Batch batch) {
        lock.lock();
        try {
            broken = failure;
            batch.addWaiting(takeGathered());
        } finally {
            lock.unlock();
        }
    }

    /** Has what gathered meanwhile written by another thread, since this one has its own work to go on with. */
    private void stopWriting() {
        lock.lock();
        try {
            writing = null;
            idle.signalAll();
            if (gathering.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        executor.execute(this::writeGathered);
    }

    /** Gives {@code batch} up if it is still being written, or looks after the one that is now. */
    private void look(Batch batch) {
        if (watchesAnother(batch) || !batch.decide()) {
            return;
        }
        RunStoreException failure = RunStoreException.of(
                RunStoreException.Kind.IO,
                "run log [" + log + "] has not returned from append for " + PATIENCE
                        + "; expected an exception from a log that can't write; resume the run when it can",
                null);
        breakBy(failure, batch);
        stopWaiting();
        executor.execute(() -> batch.settle(failure, null));
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean watchesAnother(Batch batch) {
        lock.lock();
        try {
            Batch now = writing;
            watch = now == null || now == batch ? null : timers.after(PATIENCE, () -> look(now));
            return now != batch;
        } finally {
            lock.unlock();
        }
    }

    private void stopWaiting() {
        lock.lock();
        try {
            hangs = true;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A thread that waits. */
    private static final class Waiter implements Commit {
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable RunStoreException failure;

        @Override
        public void settled(@Nullable RunStoreException cause) {
            failure = cause;
            done.countDown();
        }

        void await() {
            Uninterruptibles.awaitUninterruptibly(done);
            RunStoreException cause = failure;
            if (cause != null) {
                throw cause;
            }
        }
    }
}
