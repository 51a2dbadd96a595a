package dev.tandemwork.cli.report;

import java.time.Instant;

/**
 * A time in which a task was worked on.
 *
 * @param kind how it is coloured
 * @param node the node's name
 * @param attempt which attempt at the task it belongs to
 * @param from its beginning
 * @param to its end
 */
record Span(Kind kind, String node, int attempt, Instant from, Instant to) {
    enum Kind {
        DEVELOP,
        REVIEW,
        LAND
    }

    /** Returns the kind of the node {@code name}. */
    static Kind kindOf(String name) {
        return switch (name) {
            case "develop" -> Kind.DEVELOP;
            case "land", "tidy" -> Kind.LAND;
            default -> Kind.REVIEW;
        };
    }
}
