package dev.tandemwork.testkit.github.internal.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever makes a request.
 *
 * @param kind what proves who it is
 * @param login the account that it acts as
 * @param identity whose limits it spends
 * @param credential what its entity tags are bound to
 * @param repositories the repositories, in small letters, that it is confined to
 * @param permissions the permissions that it is confined to
 */
public record Caller(
        Kind kind,
        String login,
        String identity,
        String credential,
        Set<String> repositories,
        Optional<Map<String, String>> permissions) {
    static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "", "anonymous", "", Set.of(), Optional.of(Map.of()));

    /** What proves who a caller is. */
    public enum Kind {
        /** Nothing. */
        ANONYMOUS,
        /** A classic token. */
        USER,
        /** A fine-grained token. */
        FINE_GRAINED,
        /** The signature of an app. */
        APP,
        /** A token of an app's installation. */
        INSTALLATION
    }

    /** Tells whether its credential is meant for a repository. */
    public boolean reaches(String repository) {
        return repositories.isEmpty() || repositories.contains(repository);
    }

    /** Tells whether its credential has a permission such as {@code pull_requests=write}; an empty one needs nothing. */
    public boolean may(String permission) {
        return permission.isEmpty()
                || permissions.map(granted -> has(granted, permission)).orElse(true);
    }

    private static boolean has(Map<String, String> granted, String permission) {
        String[] parts = permission.split("=", 2);
        String level = granted.getOrDefault(parts[0], parts[0].equals("metadata") ? "read" : "");
        return level.equals(parts[1]) || level.equals("admin") || level.equals("write") && parts[1].equals("read");
    }

    /** Tells whether it is an app that acts for itself. */
    public boolean isBot() {
        return kind == Kind.INSTALLATION;
    }
}
