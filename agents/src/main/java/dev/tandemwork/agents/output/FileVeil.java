package dev.tandemwork.agents.output;

import java.io.OutputStream;
import java.util.Collection;

/**
 * Veils what is written to files, in little memory. In a file that is no text only known values are veiled, by as many bytes
 * as they have. What was compressed or encrypted is not seen through. Safe for use by many threads.
 */
public final class FileVeil {
    private final Redactor text;
    private final Needles known;

    FileVeil(Collection<String> secrets) {
        this.text = Redactor.ofBytes(secrets);
        this.known = Needles.of(Forms.ofBytes(secrets));
    }

    /**
     * Returns a stream that hands on to {@code file} what is written to it, with a veil over each secret. Closing it closes
     * the file.
     *
     * @param whole whether all of the file will be written: otherwise what a known value may have begun at the end is veiled
     */
    public OutputStream over(OutputStream file, boolean whole) {
        return new VeiledFile(this, file, whole);
    }

    VeiledFile.Content text(boolean whole) {
        ChunkVeil veil = text.chunks();
        return new VeiledFile.Content() {
            @Override
            public String take(String piece) {
                return veil.accept(piece);
            }

            @Override
            public String end() {
                return whole ? veil.end() : veil.endCut();
            }
        };
    }

    VeiledFile.Content binary(boolean whole) {
        return new BinaryVeil(known, whole);
    }
}
