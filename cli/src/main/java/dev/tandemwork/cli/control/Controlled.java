package dev.tandemwork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.graph.NodePath;

/** What another process may ask of a run. What it throws is told to that process. */
public interface Controlled {
    /** Returns how the run stands. */
    JsonNode show();

    /** Answers a question by JSON. */
    void answer(NodePath question, String json, String by);

    /** Cancels the run. */
    void cancel(String reason);

    /** Cancels what is at {@code path}; returns whether there was anything. */
    boolean cancel(NodePath path, String reason);
}
