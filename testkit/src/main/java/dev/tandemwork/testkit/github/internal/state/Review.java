package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;

/**
 * A review.
 *
 * @param id its number
 * @param author who judged
 * @param bot whether that is an app, whose word counts for nothing
 * @param state what it says
 * @param body Markdown
 * @param commit what was judged
 * @param submitted when
 */
public record Review(long id, String author, boolean bot, State state, String body, String commit, Instant submitted) {
    /** What a review says. */
    public enum State {
        /** Nothing yet. */
        PENDING,
        /** Neither yes nor no. */
        COMMENTED,
        /** Yes. */
        APPROVED,
        /** No. */
        CHANGES_REQUESTED,
        /** It has been set aside. */
        DISMISSED
    }

    Review become(State changed, String text, Instant when) {
        return new Review(id, author, bot, changed, text, commit, when);
    }

    boolean isVerdict() {
        return state == State.APPROVED || state == State.CHANGES_REQUESTED || state == State.DISMISSED;
    }
}
