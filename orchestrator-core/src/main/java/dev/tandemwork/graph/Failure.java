package dev.tandemwork.graph;

import java.util.List;

/**
 * Why a node, a branch or a run has failed. It is kept in the journal.
 *
 * @param reason a closed set
 * @param path where
 * @param message what was expected, what was found, and the remedy
 * @param exception the class of the exception behind it; empty if there was none
 * @param isTransient whether the same work may go better when it is tried again
 * @param causes the failures that led to this one
 */
public record Failure(
        Reason reason, String path, String message, String exception, boolean isTransient, List<Failure> causes) {

    /** The ways in which a step fails. */
    public enum Reason {
        /** The body of a node threw an exception. */
        EXCEPTION,
        /** An implementation broke the contract of its interface: it returned null, say. */
        CONTRACT,
        /** A pure function between nodes threw an exception. */
        GLUE,
        /** A node took longer than its timeout. */
        TIMEOUT,
        /** A node was silent for longer than its idle timeout. */
        IDLE,
        /** A loop used up its rounds. */
        EXHAUSTED,
        /** A budget is used up. */
        BUDGET,
        /** A step that always fails was reached. */
        STOPPED,
        /** Too few branches have completed for their join. */
        BRANCHES,
        /** The items of a {@code forEach} have the same key twice, or depend on each other in a circle. */
        ITEMS,
        /** The journal does not fit the graph. */
        DRIFT,
        /** The journal could not be written. */
        STORE,
        /** A value could not be encoded or decoded. */
        CODEC,
        /** The engine itself is at fault. */
        ENGINE
    }

    /** Copies the list. */
    public Failure {
        causes = List.copyOf(causes);
    }

    /** Returns a failure without an exception or causes behind it. */
    public static Failure of(Reason reason, NodePath path, String message) {
        return new Failure(reason, path.toString(), message, "", false, List.of());
    }

    /** Returns this failure as a tree, a line each. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        describe(text, "");
        return text.toString();
    }

    private void describe(StringBuilder text, String indent) {
        text.append(indent)
                .append(path)
                .append(": ")
                .append(reason)
                .append(": ")
                .append(message)
                .append('\n');
        causes.forEach(cause -> cause.describe(text, indent + "  "));
    }
}
