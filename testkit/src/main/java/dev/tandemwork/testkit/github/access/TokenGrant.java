package dev.tandemwork.testkit.github.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a fine-grained token allows.
 *
 * @param repositories the repositories, {@code owner/name}; all that its owner can reach if empty
 * @param permissions a permission such as {@code pull_requests}, to {@code read} or {@code write}
 * @param expires when it ends
 */
public record TokenGrant(Set<String> repositories, Map<String, String> permissions, Optional<Instant> expires) {
    /** Copies the collections. */
    public TokenGrant {
        repositories = Set.copyOf(repositories);
        permissions = Map.copyOf(permissions);
    }

    /** Returns a grant of {@code permissions} for every repository, without an end. */
    public static TokenGrant of(Map<String, String> permissions) {
        return new TokenGrant(Set.of(), permissions, Optional.empty());
    }

    /** Returns this grant for {@code names} only. */
    public TokenGrant on(String... names) {
        return new TokenGrant(Set.of(names), permissions, expires);
    }

    /** Returns this grant with an end. */
    public TokenGrant until(Instant end) {
        return new TokenGrant(repositories, permissions, Optional.of(end));
    }
}
