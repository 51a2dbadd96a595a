package dev.tandemwork.github.limit;

import java.time.Instant;

/** The time, and calls at a later time. Tests have one whose hands they move. */
public interface Timeline {
    /** Returns the time. */
    Instant now();

    /** Has {@code task}, which is short and throws nothing, called once at {@code when} or soon after. */
    void at(Instant when, Runnable task);

    /** Returns the machine's time. It holds one daemon thread while calls are due, and none otherwise. */
    static Timeline system() {
        return new SystemTimeline();
    }
}
