package dev.tandemwork.testkit.github.internal.state;

import java.util.Optional;

/**
 * How somebody wants a pull request to be merged.
 *
 * @param by who wants it
 * @param method {@code merge} or {@code squash}
 * @param expectedHead the head that it must have
 * @param title the first line of the commit, if it is not to be the usual one
 * @param message the rest of the commit, if it is not to be the usual one
 */
public record MergeOrder(
        String by, String method, Optional<String> expectedHead, Optional<String> title, Optional<String> message) {
    MergeOrder expecting(String head) {
        return new MergeOrder(by, method, Optional.of(head), title, message);
    }
}
