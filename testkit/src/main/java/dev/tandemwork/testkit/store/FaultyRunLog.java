package dev.tandemwork.testkit.store;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The writer's place of a run in a store that fails on demand. */
final class FaultyRunLog implements RunLog {
    /** The checksum and the space before a record, and the line feed behind it. */
    private static final int AROUND_RECORD = 10;

    private final FaultyRunStore store;
    private final RunLog delegate;

    FaultyRunLog(FaultyRunStore store, RunLog delegate) {
        this.store = store;
        this.delegate = delegate;
    }

    RunLog delegate() {
        return delegate;
    }

    @Override
    public RunId run() {
        return delegate.run();
    }

    @Override
    public long epoch() {
        return delegate.epoch();
    }

    @Override
    public List<byte[]> records() {
        store.requireAlive();
        return store.orNull(delegate.records());
    }

    @Override
    public void append(List<byte[]> records) {
        store.requireAlive();
        store.next(records).append(this, records);
    }

    @Override
    public String putBlob(byte[] content) {
        store.requireAlive();
        return store.orNull(delegate.putBlob(content));
    }

    @Override
    public byte[] blob(String hash) {
        store.requireAlive();
        return store.orNull(delegate.blob(hash));
    }

    @Override
    public void close() {
        store.forget(this);
        delegate.close();
    }

    void crash(CrashPoint point, List<byte[]> records) {
        switch (point.moment()) {
            case BEFORE -> delegate.append(List.of());
            case MIDDLE -> delegate.append(records.subList(0, records.size() / 2));
            case AFTER, TORN -> delegate.append(records);
        }
        SimulatedCrash crash = store.die(point);
        if (point.moment() == CrashPoint.Moment.TORN) {
            tear(records.get(records.size() - 1), point.bytes());
        }
        throw crash;
    }

    private void tear(byte[] last, int bytes) {
        Path file =
                ((FileRunStore) store.delegate()).root().resolve(run().value()).resolve("journal.jsonl");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int line = last.length + AROUND_RECORD;
            channel.truncate(channel.size() - line + Math.min(bytes, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
