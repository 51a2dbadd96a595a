package dev.tandemwork.review.llm.change;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a change does to one file.
 *
 * @param status what kind of change it is
 * @param before the file before it
 * @param after the file after it
 * @param similarity of a renamed file, in percent; 0 of all others
 * @param content whether it has lines to show
 * @param hunks its lines; none of a binary file, of an empty one, and where the content is the same
 */
public record FileChange(
        Status status, FileState before, FileState after, int similarity, Content content, List<Hunk> hunks) {
    /** A kind of change. */
    public enum Status {
        /** There is a new file. */
        ADDED('A'),
        /** The file is gone. */
        DELETED('D'),
        /** Its content or its mode is another one. */
        MODIFIED('M'),
        /** It is at another path, and its content is the same or much the same. */
        RENAMED('R'),
        /** It has become something else: a symbolic link, say. Its old lines are removed, and the new ones added. */
        TYPE_CHANGED('T');

        private final char letter;

        Status(char letter) {
            this.letter = letter;
        }

        static Status of(char letter) {
            return Stream.of(values())
                    .filter(status -> status.letter == letter)
                    .findFirst()
                    .orElseThrow(() -> new UnreadableDiffException("status [" + letter + "] is not known"));
        }
    }

    /** What can be shown of a file. */
    public enum Content {
        /** Its lines. */
        TEXT,
        /** Nothing: there is a NUL among its first bytes. */
        BINARY
    }

    /** Copies the list. */
    public FileChange {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(content, "content");
        hunks = List.copyOf(hunks);
    }

    /** Returns the path that it has now, or had at last. */
    public String path() {
        return after.isPresent() ? after.path() : before.path();
    }

    /** Returns every line that is shown. */
    public Stream<DiffLine> lines() {
        return hunks.stream().flatMap(hunk -> hunk.lines().stream());
    }

    /** Returns the lines that it adds. */
    public Stream<DiffLine> added() {
        return lines().filter(DiffLine::isAdded);
    }

    /** Returns the lines that it removes. */
    public Stream<DiffLine> removed() {
        return lines().filter(DiffLine::isRemoved);
    }
}
