package dev.tandemwork;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Tandemwork throws.
 *
 * <p>Each subtype carries its context as fields, and its message says what was expected, what was found, and what to do
 * next.
 */
public abstract class TandemworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a {@code message} that names the subject and the remedy. */
    protected TandemworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns whether the same call may succeed when it is made again, unchanged. An unknown is a no.
     *
     * @see dev.tandemwork.graph.Retry#transientFailures(int)
     */
    public boolean isTransient() {
        return false;
    }

    /**
     * Returns the time before which another try makes no sense, where that is known: a retry waits until then, if its own
     * wait is shorter, but for a day at most.
     */
    public Optional<Instant> retryAt() {
        return Optional.empty();
    }
}
