package dev.tandemwork.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps runs in memory. */
final class MemoryRunStore implements RunStore {
    /** Guarded by this. */
    private final Map<RunId, MemoryRun> runs = new LinkedHashMap<>();
    /** Guarded by this. */
    private boolean closed;

    @Override
    public synchronized RunLog create(RunId run) {
        requireOpen();
        if (runs.containsKey(run)) {
            throw refuse(RunStoreException.Kind.EXISTS, "run [" + run + "] is there already; expected a new name");
        }
        MemoryRun fresh = new MemoryRun();
        runs.put(run, fresh);
        return fresh.take(run);
    }

    @Override
    public synchronized RunLog open(RunId run) {
        requireOpen();
        return require(run).take(run);
    }

    @Override
    public List<byte[]> read(RunId run) {
        return require(run).read();
    }

    @Override
    public byte[] readBlob(RunId run, String hash) {
        return require(run).blob(hash);
    }

    @Override
    public synchronized List<RunId> runs() {
        return List.copyOf(runs.keySet());
    }

    @Override
    public synchronized void delete(RunId run) {
        MemoryRun kept = runs.get(run);
        if (kept != null && kept.isTaken()) {
            throw refuse(
                    RunStoreException.Kind.LOCKED, "run [" + run + "] has a writer; expected none; close it first");
        }
        runs.remove(run);
    }

    @Override
    public synchronized void close() {
        closed = true;
        runs.forEach((run, kept) -> kept.abandon());
    }

    private synchronized MemoryRun require(RunId run) {
        MemoryRun kept = runs.get(run);
        if (kept == null) {
            throw refuse(
                    RunStoreException.Kind.NOT_FOUND,
                    "run [" + run + "] is not there; expected one of " + runs.keySet());
        }
        return kept;
    }

    private void requireOpen() {
        if (closed) {
            throw refuse(RunStoreException.Kind.IO, "store is closed; expected an open one; make another");
        }
    }

    static RunStoreException refuse(RunStoreException.Kind kind, String message) {
        return RunStoreException.of(kind, message, null);
    }
}
