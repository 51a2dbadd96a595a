package dev.tandemwork.github.limit;

/** Who goes first when requests wait, in this order. */
public enum Priority {
    /** What lands a change. */
    MERGE,
    /** What a merge waits for: the state of checks. */
    CHECKS,
    /** Reviews, and what they need. */
    REVIEW,
    /** Everything else. */
    COMMENT,
    /** What looks for news. */
    WATCH;

    /** Returns whether it may use what is kept in reserve. */
    boolean usesReserve() {
        return this == MERGE || this == CHECKS;
    }
}
