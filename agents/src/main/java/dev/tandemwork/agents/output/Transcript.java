package dev.tandemwork.agents.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * All that a worker has said, in one file of bounded size: its beginning and its end. While it is written, the file's
 * second half is a ring; closing it puts the ring in order.
 */
public final class Transcript implements Closeable {
    private final Path path;
    private final RandomAccessFile file;
    private final long head;
    private final long ring;

    /** Guarded by this: how much was said. */
    private long said;

    /** Guarded by this: why nothing can be written any more. */
    private boolean broken;

    private Transcript(Path path, RandomAccessFile file, long limit) {
        this.path = path;
        this.file = file;
        this.head = limit / 2;
        this.ring = limit - head;
    }

    /** Opens a new, empty file of at most {@code limit} bytes and a line. */
    public static Transcript open(Path path, long limit) {
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            file.setLength(0);
            return new Transcript(path, file, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line. A full disk ends the transcript, and not the worker: what needs the disk will tell. */
    public synchronized void write(String line, long dropped) {
        if (broken) {
            return;
        }
        try {
            String whole = dropped == 0 ? line + '\n' : line + note(dropped) + '\n';
            write(whole.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            broken = true;
        }
    }

    private void write(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int length = (int) Math.min(bytes.length - from, room());
            file.write(bytes, from, length);
            from += length;
            said += length;
            rewind();
        }
    }

    /** Where the ring ends it begins again; everywhere else the file is at its place by itself. */
    private void rewind() throws IOException {
        if (said > head && position() == head) {
            file.seek(head);
        }
    }

    private long position() {
        return said < head ? said : head + (said - head) % ring;
    }

    private long room() {
        return said < head ? head - said : ring - (said - head) % ring;
    }

    @Override
    public synchronized void close() {
        try (file) {
            if (said > head + ring && !broken) {
                Path ordered = path.resolveSibling(path.getFileName() + ".tmp");
                order(ordered);
                Files.move(ordered, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            broken = true;
        }
    }

    private void order(Path target) throws IOException {
        long oldest = position();
        try (OutputStream out = Files.newOutputStream(target)) {
            copy(0, head, out);
            out.write((note(said - head - ring) + "\n").getBytes(StandardCharsets.UTF_8));
            copy(oldest, head + ring, out);
            copy(head, oldest, out);
        }
    }

    private void copy(long from, long to, OutputStream out) throws IOException {
        byte[] chunk = new byte[64 << 10];
        file.seek(from);
        for (long left = to - from; left > 0; ) {
            int length = (int) Math.min(chunk.length, left);
            file.readFully(chunk, 0, length);
            out.write(chunk, 0, length);
            left -= length;
        }
    }

    private static String note(long bytes) {
        return "[... " + bytes + " bytes dropped ...]";
    }
}
