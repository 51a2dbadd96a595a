package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.ArrayList;
import java.util.List;

/** Fills one chunk after the other. What a chunk costs is the sum of its parts, so that it is never too little. */
final class Filling {
    private final TokenEstimator estimator;
    private final int limit;
    private final List<Chunk> full = new ArrayList<>();
    private List<Piece> pieces = new ArrayList<>();
    private int used;

    Filling(TokenEstimator estimator, int limit) {
        this.estimator = estimator;
        this.limit = limit;
    }

    /** Adds all of {@code file}, and returns whether that was possible. */
    boolean add(FileChange file) {
        List<Piece> whole = file.hunks().isEmpty()
                ? List.of(new Piece(file, List.of()))
                : file.hunks().stream()
                        .map(hunk -> new Piece(file, hunk.lines()))
                        .toList();
        int head = head(file);
        long all = head + whole.stream().mapToLong(this::body).sum();
        if (used + all > limit && all <= limit) {
            close();
        }
        return whole.stream().allMatch(piece -> add(piece, head, body(piece)));
    }

    private boolean add(Piece piece, int head, long body) {
        if (used + needed(piece.file(), head) + body > limit && head + body <= limit) {
            close();
        }
        if (used + needed(piece.file(), head) + body <= limit) {
            put(piece, needed(piece.file(), head) + body);
            return true;
        }
        return !piece.lines().isEmpty() && divide(piece, head);
    }

    /** Puts as many lines into each chunk as it takes. */
    private boolean divide(Piece piece, int head) {
        int border = estimator.estimate(PieceText.border());
        List<DiffLine> lines = new ArrayList<>();
        long cost = (long) needed(piece.file(), head) + border;
        for (DiffLine line : piece.lines()) {
            int more = estimator.estimate(PieceText.line(line));
            if (used + cost + more > limit) {
                putIfAny(new Piece(piece.file(), lines), cost);
                close();
                lines = new ArrayList<>();
                cost = (long) head + border;
            }
            lines.add(line);
            cost += more;
            if (cost > limit) {
                return false;
            }
        }
        put(new Piece(piece.file(), lines), cost);
        return true;
    }

    private void putIfAny(Piece piece, long cost) {
        if (!piece.lines().isEmpty()) {
            put(piece, cost);
        }
    }

    private void put(Piece piece, long cost) {
        pieces.add(piece);
        used += Math.toIntExact(cost);
    }

    private void close() {
        if (!pieces.isEmpty()) {
            full.add(new Chunk(pieces));
        }
        pieces = new ArrayList<>();
        used = 0;
    }

    /** The head of a file stands once in a chunk. */
    private int needed(FileChange file, int head) {
        boolean stands =
                !pieces.isEmpty() && pieces.get(pieces.size() - 1).file().path().equals(file.path());
        return stands ? 0 : head;
    }

    private int head(FileChange file) {
        return estimator.estimate(PieceText.head(file));
    }

    private long body(Piece piece) {
        return piece.lines().isEmpty()
                ? 0
                : estimator.estimate(PieceText.border())
                        + piece.lines().stream()
                                .mapToLong(line -> estimator.estimate(PieceText.line(line)))
                                .sum();
    }

    List<Chunk> chunks() {
        close();
        return List.copyOf(full);
    }
}
