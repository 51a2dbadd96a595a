package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.NodePath;
import java.util.Collection;
import java.util.TreeSet;

/** The ways in which a journal does not fit a graph. */
final class Drift {
    private static final String REMEDY = "; resume with the graph that the run began with, or fork the run";

    private Drift() {}

    static Failure input(NodePath path, long expected, long found) {
        return drift(
                path,
                "expected the input that the journal has (hash " + Long.toHexString(expected)
                        + "), found another one (hash " + Long.toHexString(found)
                        + "): what runs between nodes must depend on its argument alone");
    }

    static Failure type(NodePath path, CodecException unfit) {
        return drift(
                path,
                "expected what the journal has to be of the type in the graph, found that it is not: "
                        + unfit.getMessage());
    }

    static Failure question(NodePath path) {
        return drift(
                path,
                "expected the question that the journal has, found another one: what runs before it must depend on "
                        + "its argument alone");
    }

    static Failure inserted(NodePath path, NodePath later) {
        return drift(
                path,
                "expected a result in the journal, found none, while [" + later
                        + "] after it is there: a node was inserted or moved");
    }

    static Failure unknown(NodePath path, Collection<String> known) {
        return drift(
                path,
                "expected one of " + new TreeSet<>(known) + ", found [" + path.name()
                        + "] in the journal: name the node that it has become formerly(\"" + path.name() + "\")");
    }

    static Failure keys(NodePath path, Collection<String> expected, Collection<String> found) {
        return drift(
                path,
                "expected the items " + expected + " that the journal has, found " + found
                        + ": what makes items must depend on its argument alone");
    }

    private static Failure drift(NodePath path, String message) {
        return Failure.of(Reason.DRIFT, path, path + ": " + message + REMEDY);
    }
}
