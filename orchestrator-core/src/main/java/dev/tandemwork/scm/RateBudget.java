package dev.tandemwork.scm;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many calls a host still allows.
 *
 * @param remaining calls left; empty when there is no bound
 * @param pausedUntil when calls go on, if they are paused now
 */
public record RateBudget(OptionalLong remaining, Optional<Instant> pausedUntil) {
    /** No bound. */
    public static final RateBudget UNLIMITED = new RateBudget(OptionalLong.empty(), Optional.empty());
}
