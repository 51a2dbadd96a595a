package dev.tandemwork.local.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end, line by line, and keeps no more than so many bytes of each. */
final class LineReader implements Runnable {
    private static final int CHUNK = 64 << 10;

    /** Takes what was read. */
    interface Sink {
        /** Something has come, if not a whole line. */
        void alive();

        /** A line has come: the beginning of it, and how many bytes of it are missing here. */
        void line(String text, long dropped);
    }

    private final InputStream stream;
    private final int limit;
    private final Sink sink;
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long dropped;

    LineReader(InputStream stream, int limit, Sink sink) {
        this.stream = stream;
        this.limit = limit;
        this.sink = sink;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        int read = read(chunk);
        while (read >= 0) {
            sink.alive();
            take(chunk, read);
            read = read(chunk);
        }
        if (line.size() > 0 || dropped > 0) {
            emit();
        }
    }

    /** A stream that is closed under its reader, because the process was killed, is at its end. */
    private int read(byte[] chunk) {
        try {
            return stream.read(chunk);
        } catch (IOException e) {
            return -1;
        }
    }

    private void take(byte[] chunk, int read) {
        int start = 0;
        for (int i = 0; i < read; i++) {
            if (chunk[i] == '\n') {
                append(chunk, start, i - start);
                emit();
                start = i + 1;
            }
        }
        append(chunk, start, read - start);
    }

    private void append(byte[] chunk, int from, int length) {
        int kept = Math.min(length, limit - line.size());
        line.write(chunk, from, kept);
        dropped += length - kept;
    }

    /** A long line's room is given back, so that one of them does not cost every reader its limit for ever. */
    private void emit() {
        String text = line.toString(StandardCharsets.UTF_8);
        long missing = dropped;
        dropped = 0;
        if (line.size() > CHUNK) {
            line = new ByteArrayOutputStream();
        } else {
            line.reset();
        }
        sink.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, missing);
    }
}
