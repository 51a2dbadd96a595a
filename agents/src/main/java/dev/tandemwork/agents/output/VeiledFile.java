package dev.tandemwork.agents.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A file that is written under a veil. It is a text if there is no zero byte near its beginning. */
final class VeiledFile extends OutputStream {
    private static final int BEGINNING = 8 << 10;

    /** Each byte is a character, and comes back as the same byte. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final FileVeil veil;
    private final OutputStream file;
    private final boolean whole;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    /** What it is, once that is known. */
    private @Nullable Content content;

    private boolean closed;

    VeiledFile(FileVeil veil, OutputStream file, boolean whole) {
        this.veil = veil;
        this.file = file;
        this.whole = whole;
    }

    /** Takes what comes, and returns what can be shown of it by now. */
    interface Content {
        String take(String piece);

        String end();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (content != null) {
            show(content.take(new String(bytes, from, length, BYTES)));
            return;
        }
        beginning.write(bytes, from, length);
        if (beginning.size() >= BEGINNING) {
            decide();
        }
    }

    private Content decide() throws IOException {
        String begun = beginning.toString(BYTES);
        beginning.reset();
        Content decided = begun.indexOf(0) < 0 ? veil.text(whole) : veil.binary(whole);
        content = decided;
        show(decided.take(begun));
        return decided;
    }

    private void show(String shown) throws IOException {
        file.write(shown.getBytes(BYTES));
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            show((content == null ? decide() : content).end());
        }
    }
}
