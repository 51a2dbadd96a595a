package dev.tandemwork.github.limit;

import java.time.Duration;
import java.time.Instant;

/** What a host says is left of the calls of one resource. */
final class Allowance {
    private static final Duration AFTER_RESET = Duration.ofSeconds(1);

    private final double reserve;
    private boolean isKnown;
    private long limit;
    private long remaining;
    private Instant resetsAt = Instant.MIN;
    private int inFlight;

    Allowance(double reserve) {
        this.reserve = reserve;
    }

    /** Takes over what a reply says. Replies overtake each other, and within an hour the least number is the newest. */
    void observe(long total, long left, Instant reset) {
        boolean isSameHour = isKnown && !reset.isAfter(resetsAt.plus(AFTER_RESET));
        limit = total;
        remaining = isSameHour ? Math.min(remaining, left) : left;
        resetsAt = isSameHour ? resetsAt : reset;
        isKnown = true;
    }

    Instant freeAt(Priority priority, Instant now) {
        if (!isKnown || !resetsAt.plus(AFTER_RESET).isAfter(now)) {
            return now;
        }
        long kept = priority.usesReserve() ? 0 : Math.round(limit * reserve);
        return remaining - inFlight > kept ? now : resetsAt.plus(AFTER_RESET);
    }

    void sent() {
        inFlight++;
    }

    void answered() {
        inFlight--;
    }

    boolean isKnown() {
        return isKnown;
    }

    long limit() {
        return limit;
    }

    long remaining() {
        return remaining;
    }

    Instant resetsAt() {
        return resetsAt;
    }
}
