package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.List;
import java.util.Objects;

/**
 * Some lines of one file, without a gap.
 *
 * @param file the file
 * @param lines a hunk, or a part of one; none if the file has no lines to show
 */
public record Piece(FileChange file, List<DiffLine> lines) {
    /** Copies the list. */
    public Piece {
        Objects.requireNonNull(file, "file");
        lines = List.copyOf(lines);
    }
}
