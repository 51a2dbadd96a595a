package dev.tandemwork.journal;

import dev.tandemwork.journal.RunStoreException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run that is kept in memory. Everything in it is guarded by it. */
final class MemoryRun {
    private final List<byte[]> records = new ArrayList<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private @Nullable Log writer;
    private long epoch;

    synchronized Log take(RunId id) {
        if (writer != null) {
            throw MemoryRunStore.refuse(Kind.LOCKED, "run [" + id + "] has a writer; expected none; close it first");
        }
        writer = new Log(id, this, ++epoch, List.copyOf(records));
        return writer;
    }

    synchronized boolean isTaken() {
        return writer != null;
    }

    synchronized List<byte[]> read() {
        return records.stream().map(byte[]::clone).toList();
    }

    synchronized void append(Log log, List<byte[]> added) {
        if (!isHeldBy(log)) {
            throw MemoryRunStore.refuse(
                    Kind.FENCED,
                    "writer [" + log.epoch + "] of run [" + log.run + "] is closed; expected an open one; open the "
                            + "run again");
        }
        added.forEach(record -> records.add(record.clone()));
    }

    private boolean isHeldBy(Log log) {
        return writer != null && writer.epoch == log.epoch;
    }

    synchronized void release(Log log) {
        if (isHeldBy(log)) {
            writer = null;
        }
    }

    synchronized String put(byte[] content) {
        String hash = BlobFolder.hash(content);
        blobs.putIfAbsent(hash, content.clone());
        return hash;
    }

    synchronized byte[] blob(String hash) {
        byte[] content = blobs.get(hash);
        if (content == null) {
            throw MemoryRunStore.refuse(Kind.NOT_FOUND, "payload [" + hash + "] is not there; expected a stored one");
        }
        return content.clone();
    }

    synchronized void abandon() {
        writer = null;
    }

    private record Log(RunId run, MemoryRun kept, long epoch, List<byte[]> records) implements RunLog {
        @Override
        public void append(List<byte[]> added) {
            Lines.requireSingle(added);
            kept.append(this, added);
        }

        @Override
        public String putBlob(byte[] content) {
            return kept.put(content);
        }

        @Override
        public byte[] blob(String hash) {
            return kept.blob(hash);
        }

        @Override
        public void close() {
            kept.release(this);
        }
    }
}
