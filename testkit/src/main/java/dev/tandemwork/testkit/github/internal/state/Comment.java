package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;

/**
 * A comment on a pull request as a whole.
 *
 * @param id its number
 * @param author who wrote it
 * @param body Markdown
 * @param created when
 * @param updated when it was changed last
 */
public record Comment(long id, String author, String body, Instant created, Instant updated) {
    Comment edited(String text, Instant now) {
        return new Comment(id, author, text, created, now);
    }
}
