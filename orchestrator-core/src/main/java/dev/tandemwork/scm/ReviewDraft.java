package dev.tandemwork.scm;

import java.util.List;
import java.util.Objects;

/**
 * A review to be published on a pull request.
 *
 * @param key makes publishing idempotent: the same key on the same pull request publishes once
 * @param head the commit that was reviewed
 * @param reviewer who judged
 * @param event what the review says
 * @param body Markdown
 * @param comments remarks on lines
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

    /** Which version of a file. */
    public enum Side {
        /** The one before the change. */
        OLD,
        /** The one after it. */
        NEW
    }

    /**
     * A remark on lines of a file.
     *
     * @param path the file
     * @param side which version of it the lines are of
     * @param start first line, from 1
     * @param end last line, {@code start} at least
     * @param body Markdown
     */
    public record LineComment(String path, Side side, int start, int end, String body) {
        /** Refuses a null, and lines that are none. */
        public LineComment {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(body, "body");
            if (start < 1 || end < start) {
                throw new IllegalArgumentException("comment on [" + path + "] is on lines " + start + " to " + end
                        + "; expected a first line from 1, and a last one that is not before it");
            }
        }

        /** Returns a remark on one line of the new version. */
        public static LineComment on(String path, int line, String body) {
            return new LineComment(path, Side.NEW, line, line, body);
        }
    }

    /** Copies the list. */
    public ReviewDraft {
        comments = List.copyOf(comments);
    }
}
