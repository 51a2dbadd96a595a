package dev.tandemwork.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The writer's place of a run in a folder. */
final class FileRunLog implements RunLog {
    private final RunId run;
    private final WriterLock lock;
    private final JournalFile journal;
    private final BlobFolder blobs;
    private final Consumer<FileRunLog> onClose;
    /** Guarded by this. */
    private boolean closed;

    private FileRunLog(
            RunId run, WriterLock lock, JournalFile journal, BlobFolder blobs, Consumer<FileRunLog> onClose) {
        this.run = run;
        this.lock = lock;
        this.journal = journal;
        this.blobs = blobs;
        this.onClose = onClose;
    }

    /** Opens the journal in {@code folder}, on which {@code lock} is held. */
    static FileRunLog open(Path folder, WriterLock lock, Disk.Output output, Consumer<FileRunLog> onClose)
            throws IOException {
        JournalFile journal = JournalFile.open(folder, output);
        RunId run = RunId.of(folder.getFileName().toString());
        return new FileRunLog(run, lock, journal, BlobFolder.in(folder), onClose);
    }

    @Override
    public RunId run() {
        return run;
    }

    @Override
    public long epoch() {
        return journal.epoch();
    }

    @Override
    public List<byte[]> records() {
        return journal.records();
    }

    @Override
    public synchronized void append(List<byte[]> records) {
        Lines.requireSingle(records);
        requireOpen();
        if (!records.isEmpty()) {
            journal.append(Lines.of(records));
        }
    }

    @Override
    public String putBlob(byte[] content) {
        return blobs.put(content);
    }

    @Override
    public byte[] blob(String hash) {
        return blobs.get(hash);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        onClose.accept(this);
        try (lock) {
            journal.close();
        } catch (IOException e) {
            throw Disk.io("journal of run [" + run + "] could not be closed: " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw RunStoreException.of(
                    RunStoreException.Kind.FENCED,
                    "writer [" + epoch() + "] of run [" + run + "] is closed; expected an open one; open the run again",
                    null);
        }
    }
}
