package dev.tandemwork.github.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How often a host has complained in a row, and how long to be silent therefore. Guarded by the limiter's lock. */
final class Strikes {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 4;
    private static final double JITTER = 0.1;

    private final DoubleSupplier chance;
    private int count;
    private Instant silentUntil = Instant.MIN;

    Strikes(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** Returns until when to be silent. What was sent before the last complaint counts with it, and not once more. */
    Instant next(Instant sentAt, Optional<Instant> told, Instant now) {
        boolean isNew = !sentAt.isBefore(silentUntil);
        Instant until = told.orElseGet(() -> isNew ? now.plus(backoff()) : silentUntil);
        count = isNew ? Math.min(count + 1, MOST_DOUBLINGS) : count;
        silentUntil = until.isAfter(silentUntil) ? until : silentUntil;
        return silentUntil;
    }

    private Duration backoff() {
        Duration wait = FIRST.multipliedBy(1L << count);
        Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return capped.plusMillis((long) (capped.toMillis() * JITTER * chance.getAsDouble()));
    }

    void forgive(Instant sentAt) {
        if (!sentAt.isBefore(silentUntil)) {
            count = 0;
        }
    }
}
