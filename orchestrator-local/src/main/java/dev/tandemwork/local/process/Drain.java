package dev.tandemwork.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a stream to its end, and keeps at most so many bytes of it. */
public final class Drain implements Runnable {
    private static final int CHUNK = 16 << 10;

    private final InputStream stream;
    private final int limit;
    private final boolean keepsTail;
    private final Runnable onOverflow;

    /** Guarded by this. */
    private byte[] kept = new byte[CHUNK];

    /** Guarded by this. */
    private int size;

    /** Guarded by this. */
    private boolean overflowed;

    private Drain(InputStream stream, int limit, boolean keepsTail, Runnable onOverflow) {
        this.stream = stream;
        this.limit = limit;
        this.keepsTail = keepsTail;
        this.onOverflow = onOverflow;
    }

    /** Returns a drain that keeps all, and calls {@code onOverflow} once when that is more than {@code limit}. */
    public static Drain whole(InputStream stream, int limit, Runnable onOverflow) {
        return new Drain(stream, limit, false, onOverflow);
    }

    /** Returns a drain that keeps the last {@code limit} bytes. */
    public static Drain tail(InputStream stream, int limit) {
        return new Drain(stream, limit, true, () -> {});
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try (stream) {
            int read = stream.read(chunk);
            while (read >= 0) {
                keep(chunk, read);
                read = stream.read(chunk);
            }
        } catch (IOException e) {
            // the process was killed: what was read so far is what there is
            return;
        }
    }

    private void keep(byte[] chunk, int read) {
        boolean first = store(chunk, read);
        if (first) {
            onOverflow.run();
        }
    }

    private synchronized boolean store(byte[] chunk, int read) {
        if (size + read > limit && !keepsTail) {
            boolean first = !overflowed;
            overflowed = true;
            return first;
        }
        makeRoom(read);
        System.arraycopy(chunk, 0, kept, size, read);
        size += read;
        return false;
    }

    /** Holds twice the limit of a tail, so that bytes move once for each {@code limit} bytes read. */
    private void makeRoom(int read) {
        if (keepsTail && size + read > 2 * Math.max(limit, CHUNK)) {
            int from = Math.max(0, size - limit);
            System.arraycopy(kept, from, kept, 0, size - from);
            size -= from;
        }
        if (size + read > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(size + read, kept.length * 2));
        }
    }

    /** Returns whether there was more than was allowed. */
    public synchronized boolean overflowed() {
        return overflowed;
    }

    /** Returns what was kept, as UTF-8; a tail may start within a character. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Returns what was kept. */
    public synchronized byte[] bytes() {
        return Arrays.copyOfRange(kept, keepsTail ? Math.max(0, size - limit) : 0, size);
    }
}
