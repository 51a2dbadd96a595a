package dev.tandemwork.testkit.store;

/**
 * Where a process dies.
 *
 * @param append which call of {@code append} it dies in, counted from 1 over all runs of the store
 * @param moment when in that call
 * @param bytes for {@link Moment#TORN}: how much of the last record's line is written
 */
public record CrashPoint(int append, Moment moment, int bytes) {
    /** When in an append. */
    public enum Moment {
        /** Nothing is written. */
        BEFORE,
        /** The first half of the records is written, each whole; for a single record that is nothing. */
        MIDDLE,
        /** All is written but the end of the last record. */
        TORN,
        /** All is written, and the caller never learns of it. */
        AFTER
    }

    /** Refuses points that never come. */
    public CrashPoint {
        if (append < 1 || bytes < 0) {
            throw new IllegalArgumentException(
                    "crash point [append " + append + ", bytes " + bytes + "] never comes; expected 1 and 0, or more");
        }
    }

    /** Returns the point before the append {@code n}. */
    public static CrashPoint before(int n) {
        return new CrashPoint(n, Moment.BEFORE, 0);
    }

    /** Returns the point in the middle of the append {@code n}. */
    public static CrashPoint middle(int n) {
        return new CrashPoint(n, Moment.MIDDLE, 0);
    }

    /** Returns the point at which {@code bytes} bytes of the append {@code n}'s last line are written. */
    public static CrashPoint torn(int n, int bytes) {
        return new CrashPoint(n, Moment.TORN, bytes);
    }

    /** Returns the point after the append {@code n}. */
    public static CrashPoint after(int n) {
        return new CrashPoint(n, Moment.AFTER, 0);
    }
}
