package dev.tandemwork.scm;

import java.util.Objects;

/**
 * One named check of one commit, as its host reports it.
 *
 * @param name the check's name, unique for a commit; a later report replaces an earlier one
 * @param state how it went
 * @param summary one line, or nothing
 */
public record CheckRun(String name, State state, String summary) {
    /** Refuses a null. */
    public CheckRun {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(summary, "summary");
    }

    /** How a check went. */
    public enum State {
        /** It has not ended. */
        PENDING,
        /** It succeeded. */
        PASSED,
        /** It failed. */
        FAILED
    }
}
