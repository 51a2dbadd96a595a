package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.internal.record.CheckedStore;
import dev.tandemwork.internal.record.EntryReader;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.util.List;

/**
 * What is recorded of a run, also while another process is at it.
 *
 * @param run which
 * @param entries in order
 */
public record RunHistory(RunId run, List<JournalEntry> entries) {
    /** Copies the list. */
    public RunHistory {
        entries = List.copyOf(entries);
    }

    /**
     * Returns what {@code store} has of {@code run} now.
     *
     * @throws RunStoreException if there is no such run, or it can't be read
     */
    public static RunHistory read(RunStore store, RunId run) {
        RunStore checked = CheckedStore.around(store);
        EntryReader reader = EntryReader.of(run, hash -> checked.readBlob(run, hash));
        return new RunHistory(run, reader.readAll(checked.read(run)));
    }

    /**
     * Returns how the run began. In a forked run that comes after what it has of the other one.
     *
     * @throws RunStoreException of kind {@code CORRUPT} if it has no beginning
     */
    public JournalEntry.RunStarted started() {
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.RunStarted started) {
                return started;
            }
        }
        throw RunStoreException.of(
                RunStoreException.Kind.CORRUPT,
                "run [" + run + "] has no beginning: it was killed before it began; delete it, and start it again",
                null);
    }
}
