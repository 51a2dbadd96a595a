package dev.tandemwork.github.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a client waits before it says so instead.
 *
 * @param patience how long a call may hold its thread while it waits for its turn; past that it is refused, with the time to
 *     come back
 * @param backoff the wait before a read is tried again; each further one is twice as long
 * @param settling how long a host may go on with a write whose answer was lost: only then it is looked for
 */
public record Pace(Duration patience, Duration backoff, Duration settling) {
    /** Refuses a null. */
    public Pace {
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(settling, "settling");
    }

    /** Returns the default: GitHub ends a request after ten seconds. */
    public static Pace standard() {
        return new Pace(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }
}
