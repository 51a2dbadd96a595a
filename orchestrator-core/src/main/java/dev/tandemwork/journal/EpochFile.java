package dev.tandemwork.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The number of the latest writer of a run, always in the same place of the same file, so that a look at it is cheap. */
final class EpochFile implements AutoCloseable {
    private static final String FILE = "epoch";

    private final RandomAccessFile file;
    private final long mine;

    private EpochFile(RandomAccessFile file, long mine) {
        this.file = file;
        this.mine = mine;
    }

    /** Takes the next number. */
    static EpochFile next(Path folder) throws IOException {
        RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        try {
            long next = file.length() < Long.BYTES ? 1 : file.readLong() + 1;
            file.seek(0);
            file.writeLong(next);
            file.getFD().sync();
            return new EpochFile(file, next);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    long number() {
        return mine;
    }

    /** Returns whether no later writer has taken a number. */
    boolean isLatest() throws IOException {
        byte[] latest = new byte[Long.BYTES];
        file.seek(0);
        file.readFully(latest);
        return ByteBuffer.wrap(latest).getLong() == mine;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
