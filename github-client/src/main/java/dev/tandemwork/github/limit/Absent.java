package dev.tandemwork.github.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Those who went away to come back at their turn. Guarded by the limiter's lock. */
final class Absent {
    /** How long the way is kept clear for one who is late. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How long a place in the line is kept. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Limits limits;
    private final Map<String, Parked> parked = new HashMap<>();

    Absent(Limits limits) {
        this.limits = limits;
    }

    Optional<Long> returned(String key) {
        return Optional.ofNullable(parked.remove(key)).map(Parked::number);
    }

    void add(String key, Parked one, Instant now) {
        parked.values().removeIf(other -> other.due().plus(KEPT).isBefore(now));
        parked.put(key, one);
    }

    /** Returns the first time at which a write does not get in the way of one that is ahead of it, and due about now. */
    Instant clearAt(Ticket ticket, Instant now) {
        if (!ticket.traffic().effect().isWrite()) {
            return now;
        }
        Duration gap = limits.gap(ticket.traffic().effect());
        return parked.values().stream()
                .filter(one -> one.isWrite() && one.isBefore(ticket))
                .filter(one -> one.due().minus(gap).isBefore(now)
                        && one.due().plus(GRACE).isAfter(now))
                .map(one -> one.due().plus(GRACE))
                .max(Instant::compareTo)
                .orElse(now);
    }

    /** Returns the time after the last of those whose turn is before {@code ticket}. */
    Instant lastDueBefore(Ticket ticket, Instant now) {
        return parked.values().stream()
                .filter(one -> one.isWrite()
                        && one.isBefore(ticket)
                        && one.due().plus(GRACE).isAfter(now))
                .map(one -> one.due().plus(limits.gap(one.traffic().effect())))
                .max(Instant::compareTo)
                .orElse(now);
    }
}
