package dev.tandemwork.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The number of the latest writer of a run.
 *
 * <p>It is the length of a file that each writer makes longer by a byte, so that every append can afford a look at it: one
 * call of the system, which no interrupt breaks off, and nothing to read.
 */
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
            file.seek(file.length());
            file.write('.');
            file.getFD().sync();
            return new EpochFile(file, file.length());
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
        return file.length() == mine;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
