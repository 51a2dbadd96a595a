package dev.tandemwork.sysbox.internal.admission;

import java.time.Duration;
import java.time.Instant;

/**
 * A worker that may not start yet.
 *
 * @param name of the worker
 * @param reason what the first in line waits for, and so everybody behind it
 * @param since when it came
 * @param ahead how many are before it
 */
public record Waiting(String name, Reason reason, Instant since, int ahead) {
    /** Returns this in words, as of {@code now}. */
    public String describe(Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        String others = ahead == 0 ? "first in line" : ahead + " before it";
        return "worker [" + name + "] has waited " + seconds + " s " + reason.words() + ", " + others;
    }

    boolean saysTheSameAs(Waiting other) {
        return reason == other.reason && ahead == other.ahead;
    }
}
