package dev.tandemwork.graph;

import java.time.Duration;

/**
 * How long to wait between attempts: each time longer, and never quite the same.
 *
 * @param first before the second attempt
 * @param factor by which each wait is longer than the one before, 1 at least
 * @param max the longest wait
 * @param jitter the share, 0 to 1, by which a wait may be shorter, at random
 */
public record Backoff(Duration first, double factor, Duration max, double jitter) {
    private static final Backoff DEFAULTS = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2);

    /** Refuses waits that are negative or get shorter. */
    public Backoff {
        if (first.isNegative() || factor < 1 || max.compareTo(first) < 0 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("backoff [first=" + first + ", factor=" + factor + ", max=" + max
                    + ", jitter=" + jitter + "] is not usable; expected first <= max, factor >= 1, jitter from 0 to 1");
        }
    }

    /** Returns 1 s, doubled each time, 5 min at most, with a jitter of 0.2. */
    public static Backoff exponential() {
        return DEFAULTS;
    }

    /** Returns no wait at all. */
    public static Backoff none() {
        return new Backoff(Duration.ZERO, 1, Duration.ZERO, 0);
    }

    /**
     * Returns how long to wait after a failed attempt.
     *
     * @param attempt which attempt failed, from 1
     * @param random from 0 to 1
     */
    public Duration after(int attempt, double random) {
        double grown = (double) first.toNanos() * Math.pow(factor, attempt - 1);
        double capped = Math.min(grown, (double) max.toNanos());
        return Duration.ofNanos((long) (capped * (1 - jitter * random)));
    }
}
