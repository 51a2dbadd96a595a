package dev.tandemwork.sysbox.internal.admission;

import java.time.Instant;

/**
 * A worker that may not start yet.
 *
 * @param name of the worker
 * @param reason what the first in line waits for, and so everybody behind it
 * @param since when it came
 * @param ahead how many are before it
 */
public record Waiter(String name, Reason reason, Instant since, int ahead) {
    /** Returns for what, as the end of a sentence: {@code for memory, 2 before it}. */
    public String describe() {
        return reason.words() + ", " + (ahead == 0 ? "first in line" : ahead + " before it");
    }

    boolean saysTheSameAs(Waiter other) {
        return reason == other.reason && ahead == other.ahead;
    }
}
