package dev.tandemwork.sysbox.internal.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The first 64 KiB of a stream. */
final class Captured {
    private static final int LIMIT = 64 << 10;

    /** Guarded by this. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    synchronized void take(byte[] bytes) {
        kept.write(bytes, 0, Math.min(bytes.length, LIMIT - kept.size()));
    }

    /** Returns them as UTF-8; the last character may be cut. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
