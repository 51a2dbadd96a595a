package dev.tandemwork.scm;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How many calls a host still allows.
 *
 * @param allowances what is left of each kind of call; empty when there is no bound
 * @param pausedUntil when calls go on, if they are paused now
 */
public record RateBudget(List<Allowance> allowances, Optional<Instant> pausedUntil) {
    /** No bound. */
    public static final RateBudget UNLIMITED = new RateBudget(List.of(), Optional.empty());

    /** Refuses a null, and copies the list. */
    public RateBudget {
        allowances = List.copyOf(allowances);
        Objects.requireNonNull(pausedUntil, "pausedUntil");
    }

    /**
     * How many calls of one kind are left.
     *
     * @param kind the host's name of the kind
     * @param remaining calls left
     * @param limit how many there were
     * @param resetsAt when there are {@code limit} again, where the host says so
     */
    public record Allowance(String kind, long remaining, long limit, Optional<Instant> resetsAt) {
        /** Refuses a null. */
        public Allowance {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(resetsAt, "resetsAt");
        }
    }
}
