package dev.tandemwork.agents.output;

/**
 * Veils one stream of text that comes in pieces, wherever it is cut. Whole lines are handed on at once; of a line that has not
 * ended yet nothing is, before it is very long. Not safe for use by several threads at once.
 */
public final class ChunkVeil {
    /** What is held back of a long line, and more if a known value is longer. No token is as long as this. */
    static final int LEAST_HELD = 4 << 10;

    private static final int LONGEST_LINE = 64 << 10;

    private final Redactor redactor;
    private final LineVeil lines;
    private final int held;
    private final StringBuilder line = new StringBuilder();

    ChunkVeil(Redactor redactor, int held) {
        this.redactor = redactor;
        this.lines = redactor.lines();
        this.held = held;
    }

    /** Takes a piece, and returns what can be shown by now. */
    public String accept(String chunk) {
        StringBuilder shown = new StringBuilder(chunk.length());
        int from = 0;
        for (int end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
            line.append(chunk, from, end);
            shown.append(takeLine()).append('\n');
            from = end + 1;
        }
        line.append(chunk, from, chunk.length());
        if (line.length() > LONGEST_LINE + held) {
            shown.append(takeBeginning());
        }
        return shown.toString();
    }

    /** Returns what is left, at the end of the stream. */
    public String end() {
        return takeLine();
    }

    /** Returns the same for a stream whose end was cut off. */
    String endCut() {
        return redactor.veilCut(takeLine());
    }

    private String takeLine() {
        String whole = line.toString();
        line.setLength(0);
        return lines.veil(whole);
    }

    private String takeBeginning() {
        String text = line.toString();
        Spans spans = redactor.spans(text);
        int cut = spans.cut(text.length() - held);
        line.setLength(0);
        line.append(text, cut, text.length());
        return spans.veil(text, cut);
    }
}
