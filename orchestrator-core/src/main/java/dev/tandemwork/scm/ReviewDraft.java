package dev.tandemwork.scm;

import java.util.List;

/**
 * A review to be published on a pull request.
 *
 * @param key makes publishing idempotent: the same key on the same pull request publishes once
 * @param head the commit that was reviewed
 * @param reviewer who judged
 * @param event what the review says
 * @param body Markdown
 * @param comments remarks on single lines
 */
public record ReviewDraft(
        String key, CommitId head, String reviewer, Event event, String body, List<LineComment> comments) {
    /** What a review says. */
    public enum Event {
        /** The change may land. */
        APPROVE,
        /** The change must be worked on. */
        REQUEST_CHANGES,
        /** Neither. */
        COMMENT
    }

    /**
     * A remark on a line of the new version of a file.
     *
     * @param path the file
     * @param line from 1
     * @param body Markdown
     */
    public record LineComment(String path, int line, String body) {}

    /** Copies the list. */
    public ReviewDraft {
        comments = List.copyOf(comments);
    }
}
