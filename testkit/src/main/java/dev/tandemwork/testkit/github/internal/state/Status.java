package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit status.
 *
 * @param id its number
 * @param sha the commit
 * @param context the latest of a context counts
 * @param state {@code error}, {@code failure}, {@code pending} or {@code success}
 * @param description one line
 * @param targetUrl where there is more
 * @param creator who said so
 * @param created when
 */
public record Status(
        long id,
        String sha,
        String context,
        String state,
        Optional<String> description,
        Optional<String> targetUrl,
        String creator,
        Instant created) {}
