package dev.tandemwork.sysbox.internal.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The frames in which an engine mixes what goes to standard output and to standard error. */
final class Frames {
    private static final int HEADER = 8;
    private static final int PIECE = 32 << 10;
    private static final int LAST_TYPE = 3;

    private final InputStream stream;

    Frames(InputStream stream) {
        this.stream = stream;
    }

    /** Takes the bytes of a frame or of a part of one, which are its own. */
    @FunctionalInterface
    interface Target {
        /** Type 2 is standard error. */
        void take(int type, byte[] bytes) throws IOException;
    }

    /** Reads to the end of the stream, which may be in the middle of a frame when an engine dies. */
    void readAll(Target target) throws IOException {
        byte[] header = stream.readNBytes(HEADER);
        while (header.length == HEADER) {
            payload(header, target);
            header = stream.readNBytes(HEADER);
        }
    }

    private void payload(byte[] header, Target target) throws IOException {
        int left = ByteBuffer.wrap(header, 4, 4).getInt();
        if (header[0] < 0 || header[0] > LAST_TYPE || left < 0) {
            throw new IOException("frame [type " + header[0] + ", size " + left + "] is none; expected type 0 to 3");
        }
        byte[] piece = new byte[Math.min(left, PIECE)];
        while (left > 0) {
            int read = stream.read(piece, 0, Math.min(left, piece.length));
            if (read < 0) {
                throw new EOFException("frame ends " + left + " bytes early; expected the engine to live");
            }
            target.take(header[0], java.util.Arrays.copyOf(piece, read));
            left -= read;
        }
    }
}
