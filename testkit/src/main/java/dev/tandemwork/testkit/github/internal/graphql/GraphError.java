package dev.tandemwork.testkit.github.internal.graphql;

/** Thrown to refuse a part of a request, or all of it. */
final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    GraphError(String message) {
        this(message, "");
    }

    GraphError(String message, String type) {
        super(message);
        this.type = type;
    }

    /** Returns what kind of error it is, in the words of GitHub; empty if it has none. */
    String type() {
        return type;
    }
}
