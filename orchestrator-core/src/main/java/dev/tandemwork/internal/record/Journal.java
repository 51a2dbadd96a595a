package dev.tandemwork.internal.record;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * <p>{@code lock} guards the queue and is never held while the log is called.
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

    /** Guarded by lock. */
    private List<Pending> queue = new ArrayList<>();

    /** Guarded by lock. */
    private boolean writing;

    /** Guarded by lock. */
    private @Nullable RunStoreException broken;

    /** What is being written, unless it was given up. Guarded by lock. */
    private @Nullable Batch current;

    /** Looks after what is being written. Guarded by lock. */
    private Timers.@Nullable Timer watch;

    /** Guarded by lock. */
    private boolean hangs;

    /** Written by whoever writes. */
    private long next;

    /** Entries that are written together; one batch is not another, whatever is in it. */
    private static final class Batch {
        private final List<Pending> entries;

        Batch(List<Pending> entries) {
            this.entries = entries;
        }
    }

    private static final class Pending {
        private final JournalEntry entry;
        private final byte[] bytes;
        private final @Nullable Commit commit;

        Pending(JournalEntry entry, byte[] bytes, @Nullable Commit commit) {
            this.entry = entry;
            this.bytes = bytes;
            this.commit = commit;
        }

        /** Tells whoever waits for it, unless that is {@code mine}, who knows. */
        @SuppressWarnings("ReferenceEquality")
        void settle(@Nullable RunStoreException failure, @Nullable Commit mine) {
            if (commit != null && commit != mine) {
                commit.settled(failure);
            }
        }
    }

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
        if (!enqueue(new Pending(entry, writer.write(entry), commit))) {
            return false;
        }
        return write(commit);
    }

    /** Appends {@code entry}, which will be durable before any entry that is appended after it. */
    public void appendLater(JournalEntry entry) {
        if (enqueue(new Pending(entry, writer.write(entry), null))) {
            stopWriting();
        }
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
        if (startWriting(true)) {
            tryWrite();
        }
    }

    private void tryWrite() {
        try {
            write(null);
        } catch (RunStoreException lost) {
            // Everybody who waits was told, and failure() tells everybody else.
            return;
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

    /** Returns whether the caller is to write. */
    private boolean enqueue(Pending pending) {
        lock.lock();
        try {
            if (broken != null) {
                throw broken;
            }
            queue.add(pending);
            boolean first = !writing;
            writing = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has gathered, in the place of whoever hands over. */
    private void writeGathered() {
        if (startWriting(false)) {
            tryWrite();
        }
    }

    private boolean startWriting(boolean patient) {
        lock.lock();
        try {
            while (writing && patient && !hangs) {
                idle.awaitUninterruptibly();
            }
            boolean mine = !writing && !queue.isEmpty();
            writing |= mine;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what has gathered, lets others write, and tells everybody but {@code mine}; returns false if the batch was
     * given up meanwhile, and everybody told that.
     */
    private boolean write(@Nullable Commit mine) {
        Batch batch = takeBatch();
        RunStoreException failure = tryAppend(batch.entries);
        if (!takeBack(batch)) {
            return false;
        }
        if (failure == null) {
            batch.entries.forEach(pending -> listener.recorded(next++, pending.entry));
        } else {
            batch.entries.addAll(giveUp(failure));
        }
        stopWriting();
        batch.entries.forEach(pending -> pending.settle(failure, mine));
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private Batch takeBatch() {
        lock.lock();
        try {
            Batch batch = new Batch(take());
            current = batch;
            if (watch == null) {
                watch = timers.after(PATIENCE, () -> look(batch));
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean takeBack(Batch batch) {
        lock.lock();
        try {
            boolean isMine = current == batch;
            current = isMine ? null : current;
            return isMine;
        } finally {
            lock.unlock();
        }
    }

    /** Gives {@code batch} up if it is still being written, or looks after the one that is now. */
    @SuppressWarnings("ReferenceEquality")
    private void look(Batch batch) {
        lock.lock();
        try {
            Batch now = current;
            watch = now == null || now == batch ? null : timers.after(PATIENCE, () -> look(now));
            if (now != batch) {
                return;
            }
            current = null;
            hangs = true;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
        RunStoreException failure = hung();
        batch.entries.addAll(giveUp(failure));
        executor.execute(() -> batch.entries.forEach(pending -> pending.settle(failure, null)));
    }

    private RunStoreException hung() {
        return RunStoreException.of(
                RunStoreException.Kind.IO,
                "run log [" + log + "] has not returned from append for " + PATIENCE
                        + "; expected an exception from a log that can't write; resume the run when it can",
                null);
    }

    private @Nullable RunStoreException tryAppend(List<Pending> batch) {
        List<byte[]> records = new ArrayList<>(batch.size());
        batch.forEach(pending -> records.add(pending.bytes));
        try {
            log.append(records);
            return null;
        } catch (RunStoreException refused) {
            return refused;
        }
    }

    private List<Pending> take() {
        lock.lock();
        try {
            List<Pending> batch = queue;
            queue = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> giveUp(RunStoreException failure) {
        lock.lock();
        try {
            broken = failure;
        } finally {
            lock.unlock();
        }
        return take();
    }

    /** Has what gathered meanwhile written by another thread, since this one has its own work to go on with. */
    private void stopWriting() {
        lock.lock();
        try {
            writing = false;
            idle.signalAll();
            if (queue.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        executor.execute(this::writeGathered);
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
