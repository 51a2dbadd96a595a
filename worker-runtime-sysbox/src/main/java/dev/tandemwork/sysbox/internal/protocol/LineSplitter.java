package dev.tandemwork.sysbox.internal.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts lines together from bytes that come in pieces of any size. Records are short, so that a line beyond the limit is no
 * record, and is left out. Not safe for use by several threads at once.
 */
public final class LineSplitter {
    private static final int LIMIT = 64 << 10;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    private LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Returns a splitter that hands each whole line to {@code lines}. */
    public static LineSplitter into(Consumer<String> lines) {
        return new LineSplitter(lines);
    }

    /** Takes the next piece. */
    public void take(byte[] piece) {
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                append(piece, start, i);
                emit();
                start = i + 1;
            }
        }
        append(piece, start, piece.length);
    }

    private void append(byte[] piece, int from, int to) {
        tooLong |= line.size() + to - from > LIMIT;
        if (!tooLong) {
            line.write(piece, from, to - from);
        }
    }

    private void emit() {
        if (!tooLong) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
        }
        tooLong = false;
        line.reset();
    }
}
