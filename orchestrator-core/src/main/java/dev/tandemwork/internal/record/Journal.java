package dev.tandemwork.internal.record;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStoreException;
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
 * <p>{@code lock} guards the queue and is never held while the log is called.
 */
public final class Journal {
    private final RunLog log;
    private final Executor executor;
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

    /** Written by whoever writes. */
    private long next;

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

    private Journal(RunLog log, Executor executor, Listener listener) {
        this.log = log;
        this.executor = executor;
        this.listener = listener;
        this.writer = EntryWriter.into(log);
        this.next = log.records().size();
    }

    /** Returns a journal on {@code log}, which has {@code executor} write what gathers while somebody writes. */
    public static Journal on(RunLog log, Executor executor, Listener listener) {
        return new Journal(log, executor, listener);
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
        RunStoreException failure = write(commit);
        if (failure != null) {
            throw failure;
        }
        return true;
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
            write(null);
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
            write(null);
        }
    }

    private boolean startWriting(boolean patient) {
        lock.lock();
        try {
            while (writing && patient) {
                idle.awaitUninterruptibly();
            }
            boolean mine = !writing && !queue.isEmpty();
            writing |= mine;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has gathered, lets others write, and tells everybody but {@code mine}. */
    private @Nullable RunStoreException write(@Nullable Commit mine) {
        List<Pending> batch = take();
        RunStoreException failure = tryAppend(batch);
        if (failure == null) {
            batch.forEach(pending -> listener.recorded(next++, pending.entry));
        } else {
            batch.addAll(giveUp(failure));
        }
        stopWriting();
        batch.forEach(pending -> pending.settle(failure, mine));
        return failure;
    }

    private @Nullable RunStoreException tryAppend(List<Pending> batch) {
        List<byte[]> records = new ArrayList<>(batch.size());
        batch.forEach(pending -> records.add(pending.bytes));
        try {
            log.append(records);
            return null;
        } catch (RunStoreException refused) {
            return refused;
        } catch (Throwable foreign) {
            return RunStoreException.of(
                    RunStoreException.Kind.IO,
                    "run log [" + log.getClass().getName() + "] threw " + foreign
                            + "; expected a RunStoreException, as the contract of RunLog.append says",
                    foreign);
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
