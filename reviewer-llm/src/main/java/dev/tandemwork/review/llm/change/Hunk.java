package dev.tandemwork.review.llm.change;

import java.util.List;

/**
 * Changed lines with those around them.
 *
 * @param lines without a gap, in the order of the diff
 */
public record Hunk(List<DiffLine> lines) {
    /** Copies the list. */
    public Hunk {
        lines = List.copyOf(lines);
    }

    /** Returns the number of lines of a kind. */
    public int count(DiffLine.Kind kind) {
        return (int) lines.stream().filter(line -> line.kind() == kind).count();
    }
}
