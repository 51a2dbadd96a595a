package dev.tandemwork.agents.output;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much of what a worker says is shown: so many characters at once, and so many a second after them. A worker that
 * says more than anybody reads fills no disk, and does not talk its siblings down. What is held back is counted.
 */
final class Pace {
    private static final long AT_ONCE = 512 << 10;
    private static final long EACH_SECOND = 128 << 10;

    private final LongSupplier nanos;

    /** Guarded by this. */
    private long left = AT_ONCE;

    /** Guarded by this: nothing more is shown until there is room for many lines, so that gaps are few. */
    private boolean dry;

    /** Guarded by this: when something was given last. */
    private long last;

    /** Guarded by this. */
    private long held;

    private Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Returns the pace of a worker by a clock of nanoseconds. */
    static Pace by(LongSupplier nanos) {
        return new Pace(nanos);
    }

    /** Returns whether so many characters may be shown now; if not, they are counted. */
    synchronized boolean admits(long characters) {
        refill();
        dry = left < (dry ? EACH_SECOND : characters);
        left -= dry ? 0 : characters;
        held += dry ? characters : 0;
        return !dry;
    }

    /** Returns how many characters were held back since this was asked. */
    synchronized long takeHeld() {
        long taken = held;
        held = 0;
        return taken;
    }

    /** What is too little to count stays in the clock. */
    private void refill() {
        long now = nanos.getAsLong();
        long span = Math.min(now - last, TimeUnit.MINUTES.toNanos(1));
        long fresh = span * EACH_SECOND / TimeUnit.SECONDS.toNanos(1);
        if (fresh > 0) {
            last = now;
            left = Math.min(AT_ONCE, left + fresh);
        }
    }
}
