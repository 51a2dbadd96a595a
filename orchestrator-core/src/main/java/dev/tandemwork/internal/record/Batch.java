package dev.tandemwork.internal.record;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.RunStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entries that are written together. It is decided once what becomes of them: by their writer, or by whoever gives it up. */
final class Batch {
    private final List<byte[]> records = new ArrayList<>();
    private final List<Pending> entries = new ArrayList<>();
    private final AtomicBoolean decided = new AtomicBoolean();

    private record Pending(JournalEntry entry, @Nullable Commit commit) {
        /** Tells whoever waits for it, unless that is {@code mine}, who knows. */
        @SuppressWarnings("ReferenceEquality")
        void settle(@Nullable RunStoreException failure, @Nullable Commit mine) {
            if (commit != null && commit != mine) {
                commit.settled(failure);
            }
        }
    }

    void add(JournalEntry entry, byte[] bytes, @Nullable Commit commit) {
        records.add(bytes);
        entries.add(new Pending(entry, commit));
    }

    /** Takes over those who wait for {@code other}, which is not written any more. */
    void addWaiting(Batch other) {
        entries.addAll(other.entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<byte[]> records() {
        return records;
    }

    /** Returns whether the caller is the one who decides. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    void forEach(Consumer<JournalEntry> action) {
        entries.forEach(pending -> action.accept(pending.entry));
    }

    /** Tells everybody but {@code mine} what became of the entries. */
    void settle(@Nullable RunStoreException failure, @Nullable Commit mine) {
        entries.forEach(pending -> pending.settle(failure, mine));
    }
}
