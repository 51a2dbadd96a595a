package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A comment on a line.
 *
 * @param id its number
 * @param review the review that it is part of
 * @param author who wrote it
 * @param spot where
 * @param anchor what the diff has there
 * @param body Markdown
 * @param commit what was commented on
 * @param replyTo the comment that it answers
 * @param created when
 */
public record Remark(
        long id,
        long review,
        String author,
        Spot spot,
        Hunks.Anchor anchor,
        String body,
        String commit,
        OptionalLong replyTo,
        Instant created) {
    /**
     * A place in a diff.
     *
     * @param path the file
     * @param line the last line
     * @param side {@code LEFT} before, {@code RIGHT} after
     * @param startLine the first line, when there is more than one
     */
    public record Spot(String path, int line, String side, OptionalInt startLine) {}
}
