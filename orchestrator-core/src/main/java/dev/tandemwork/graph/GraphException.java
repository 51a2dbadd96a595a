package dev.tandemwork.graph;

import dev.tandemwork.TandemworkException;

/** Thrown when steps do not make a graph, at the line that composes them. */
public final class GraphException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final String step;

    private GraphException(String step, String message) {
        super(message, null);
        this.step = step;
    }

    static GraphException of(String step, String problem) {
        return new GraphException(step, "step [" + step + "] " + problem);
    }

    /** Returns the name of the step at fault. */
    public String step() {
        return step;
    }
}
