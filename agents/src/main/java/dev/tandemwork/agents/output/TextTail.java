package dev.tandemwork.agents.output;

/** Keeps the last so many characters of what is said, by whole lines. */
public final class TextTail {
    private final int limit;

    /** Guarded by this. */
    private final StringBuilder text = new StringBuilder();

    private TextTail(int limit) {
        this.limit = limit;
    }

    /** Returns a tail of at most {@code characters}. */
    public static TextTail of(int characters) {
        return new TextTail(characters);
    }

    /** Adds a line. */
    public synchronized void add(String line) {
        text.append(line, Math.max(0, line.length() - limit), line.length()).append('\n');
        if (text.length() > 2 * limit) {
            text.delete(0, text.length() - limit);
        }
    }

    @Override
    public synchronized String toString() {
        return text.substring(Math.max(0, text.length() - limit));
    }
}
