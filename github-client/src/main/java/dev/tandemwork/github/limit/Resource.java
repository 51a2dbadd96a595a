package dev.tandemwork.github.limit;

import java.util.Locale;

/** What a host counts calls of apart from each other. */
public enum Resource {
    /** The REST interface. */
    CORE,
    /** The GraphQL interface. */
    GRAPHQL;

    /** Returns the host's name of it, as {@code x-ratelimit-resource} has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
