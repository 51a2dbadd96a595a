package dev.tandemwork.agents.output;

/** Veils the lines of one stream, one after the other. Not safe for use by several threads at once. */
public final class LineVeil {
    /** After so many lines without an end it was no key, or there is nothing left to show. */
    private static final int MOST_LINES = 300;

    private final Redactor redactor;
    private int keyLinesLeft;

    LineVeil(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Returns {@code line} with a veil over each secret, and over all of it within a private key. */
    public String veil(String line) {
        if (keyLinesLeft > 0) {
            return withinKey(line);
        }
        keyLinesLeft = PrivateKeys.opens(line) ? MOST_LINES : 0;
        return redactor.veil(line);
    }

    /** A line that can't be of a key shows that there is none, or that the rest of it went elsewhere. */
    private String withinKey(String line) {
        int end = PrivateKeys.endOfClosing(line);
        keyLinesLeft = end < 0 && PrivateKeys.isBody(line) ? keyLinesLeft - 1 : 0;
        if (end >= 0) {
            return Redactor.VEIL + veil(line.substring(end));
        }
        return keyLinesLeft > 0 ? Redactor.VEIL : redactor.veil(line);
    }
}
