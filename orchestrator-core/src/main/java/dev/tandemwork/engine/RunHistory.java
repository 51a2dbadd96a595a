package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.internal.record.EntryReader;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
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
     * @throws dev.tandemwork.journal.RunStoreException if there is no such run, or it can't be read
     */
    public static RunHistory read(RunStore store, RunId run) {
        EntryReader reader = EntryReader.of(run, hash -> store.readBlob(run, hash));
        return new RunHistory(run, reader.readAll(store.read(run)));
    }
}
