package dev.tandemwork.graph;

import java.util.Map;

/**
 * Marks to draw on the steps of a graph.
 *
 * @param marks by the path of a step in its graph, without rounds and items: {@code /task/rounds/develop}. The parts of
 *     {@code both}, {@code all} and {@code race} keep their key: {@code /checks[lint]/lint}.
 */
public record Overlay(Map<String, Mark> marks) {
    /**
     * A mark.
     *
     * @param tone what it is drawn in
     * @param text what it says: the tone alone does not tell everybody
     */
    public record Mark(Tone tone, String text) {}

    /** What a step is drawn in. */
    public enum Tone {
        /** As without a mark. */
        PLAIN,
        /** It is being done. */
        RUNNING,
        /** It waits for a person. */
        WAITING,
        /** It is done. */
        COMPLETED,
        /** It has failed. */
        FAILED,
        /** It was cancelled. */
        CANCELLED
    }

    /** Copies the map. */
    public Overlay {
        marks = Map.copyOf(marks);
    }

    /** Returns no marks. */
    public static Overlay none() {
        return new Overlay(Map.of());
    }
}
