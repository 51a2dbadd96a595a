package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps account of what of a change has not been looked at: each changed line, and each file that has none. It starts with
 * everything; a review that ends with something left in it has not seen the whole change. A value is immutable.
 */
public final class CoverageLedger {
    private final Set<Item> open;

    /**
     * What must be looked at once.
     *
     * @param path the file
     * @param kind of a line; {@link DiffLine.Kind#CONTEXT} for a file without changed lines
     * @param number of a line, on its side; 0 for a file
     */
    public record Item(String path, DiffLine.Kind kind, int number) {
        /** Refuses a null. */
        public Item {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(kind, "kind");
        }

        private static Stream<Item> of(FileChange file, Stream<DiffLine> lines) {
            return lines.filter(DiffLine::isChanged)
                    .map(line -> new Item(file.path(), line.kind(), Math.max(line.before(), line.after())));
        }

        private static Stream<Item> allOf(FileChange file) {
            boolean hasLines = file.lines().anyMatch(DiffLine::isChanged);
            return hasLines ? of(file, file.lines()) : Stream.of(new Item(file.path(), DiffLine.Kind.CONTEXT, 0));
        }

        private static Stream<Item> of(Piece piece) {
            return piece.lines().isEmpty() ? allOf(piece.file()) : of(piece.file(), piece.lines().stream());
        }
    }

    private CoverageLedger(Set<Item> open) {
        this.open = Collections.unmodifiableSet(open);
    }

    /** Returns the ledger of a change of which nothing has been looked at. */
    public static CoverageLedger of(ChangeSet changes) {
        Set<Item> all = new HashSet<>();
        changes.files().stream().flatMap(Item::allOf).forEach(all::add);
        return new CoverageLedger(all);
    }

    /**
     * Returns this without what {@code chunk} has.
     *
     * @throws IllegalArgumentException if some of it is not open: the chunk is of another change, or was counted before
     */
    public CoverageLedger without(Chunk chunk) {
        return without(items(chunk));
    }

    /**
     * Returns this without the files of {@code exclusions}.
     *
     * @throws IllegalArgumentException if some of them are not open
     */
    public CoverageLedger without(List<Exclusion> exclusions) {
        return without(exclusions.stream().flatMap(exclusion -> Item.allOf(exclusion.file())));
    }

    /** Returns this without all that {@code plan} has. */
    CoverageLedger without(ReviewPlan plan) {
        return without(plan.exclusions()).without(plan.chunks().stream().flatMap(CoverageLedger::items));
    }

    private static Stream<Item> items(Chunk chunk) {
        return chunk.pieces().stream().flatMap(Item::of);
    }

    private CoverageLedger without(Stream<Item> items) {
        Set<Item> left = new HashSet<>(open);
        items.forEach(item -> {
            if (!left.remove(item)) {
                throw new IllegalArgumentException("line [" + item
                        + "] is not open; expected a line of this change that was not looked at before");
            }
        });
        return new CoverageLedger(left);
    }

    /** Returns what has not been looked at. */
    public Set<Item> open() {
        return open;
    }

    /** Returns whether everything has been looked at. */
    public boolean isComplete() {
        return open.isEmpty();
    }
}
