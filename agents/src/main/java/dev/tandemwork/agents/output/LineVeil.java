package dev.tandemwork.agents.output;

/**
 * Veils the lines of one stream, one after the other, or of some that come mixed. Not safe for use by several threads at once.
 *
 * <p>Of a private key that is spread over lines each line of the key itself is veiled, and what comes between them is not.
 */
public final class LineVeil {
    /** After so many lines without an end it was no key. */
    private static final int MOST_LINES = 300;

    private final Redactor redactor;
    private int keyLinesLeft;

    LineVeil(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Returns {@code line} with a veil over each secret. */
    public String veil(String line) {
        if (keyLinesLeft > 0) {
            return withinKey(line);
        }
        keyLinesLeft = PrivateKeys.opens(line) ? MOST_LINES : 0;
        return redactor.veil(line);
    }

    private String withinKey(String line) {
        int end = PrivateKeys.endOfClosing(line);
        keyLinesLeft = end >= 0 ? 0 : keyLinesLeft - 1;
        if (end >= 0) {
            return Redactor.VEIL + veil(line.substring(end));
        }
        return PrivateKeys.isBody(line) ? Redactor.VEIL : redactor.veil(line);
    }
}
