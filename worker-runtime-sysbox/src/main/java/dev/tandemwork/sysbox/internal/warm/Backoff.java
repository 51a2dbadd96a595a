package dev.tandemwork.sysbox.internal.warm;

import java.time.Duration;

/**
 * Pauses that double, up to a longest.
 *
 * @param first pause
 * @param longest pause
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /** Refuses pauses that are none: they would spin. */
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff [" + first + " to " + longest
                    + "] is no pause; expected a first one of more than nothing, and a longest that is not shorter");
        }
    }

    /** Returns the pause after so many failures in a row, from 1 on. */
    Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
