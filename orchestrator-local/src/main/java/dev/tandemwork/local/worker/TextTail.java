package dev.tandemwork.local.worker;

/** Keeps the last so many characters of what is said, by whole lines. */
final class TextTail {
    private final int limit;

    /** Guarded by this. */
    private final StringBuilder text = new StringBuilder();

    TextTail(int limit) {
        this.limit = limit;
    }

    synchronized void add(String line) {
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
