package dev.tandemwork.review.llm.plan;

import java.util.List;

/**
 * A part of a change that is looked at in one go.
 *
 * @param pieces in the order of the change
 */
public record Chunk(List<Piece> pieces) {
    /** Copies the list. */
    public Chunk {
        pieces = List.copyOf(pieces);
    }

    /**
     * Returns it as a model sees it. A line is {@code R 12 +|text} or {@code L 9 -|text}: its side, its number there, what
     * happened to it. Characters that do not show are written out, {@code <U+202E>}.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Piece piece : pieces) {
            if (!piece.file().path().equals(last)) {
                text.append(PieceText.head(piece.file()));
            }
            last = piece.file().path();
            text.append(PieceText.body(piece));
        }
        return text.toString();
    }
}
