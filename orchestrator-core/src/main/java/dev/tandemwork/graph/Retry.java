package dev.tandemwork.graph;

import dev.tandemwork.TandemworkException;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Which failures of a node are tried again, how often, and after which wait. No thread is held while it waits, and no
 * slot.
 *
 * @param attempts how often a node is tried, the first time included
 * @param retryable which exceptions of its body; a timeout is a {@link NodeTimeoutException}
 * @param backoff how long to wait
 */
public record Retry(int attempts, Predicate<Throwable> retryable, Backoff backoff) {
    private static final Retry NEVER = new Retry(1, failure -> false, Backoff.none());

    /** Refuses fewer than one attempt. */
    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException("retry allows " + attempts + " attempts; expected 1 or more");
        }
    }

    /** Returns one attempt, and no other. */
    public static Retry never() {
        return NEVER;
    }

    /**
     * Returns up to {@code attempts} for failures that may pass: an {@link IOException}, or a {@link
     * TandemworkException} that says it is transient.
     */
    public static Retry transientFailures(int attempts) {
        return new Retry(attempts, Retry::isTransient, Backoff.exponential());
    }

    /** Returns up to {@code attempts} for exceptions of {@code type}. */
    public static Retry on(Class<? extends Throwable> type, int attempts) {
        return new Retry(attempts, type::isInstance, Backoff.exponential());
    }

    /** Returns this retry with another backoff. */
    public Retry withBackoff(Backoff other) {
        return new Retry(attempts, retryable, other);
    }

    /** Returns whether {@code failure} is one that may pass. */
    public static boolean isTransient(Throwable failure) {
        return failure instanceof TandemworkException known ? known.isTransient() : failure instanceof IOException;
    }
}
