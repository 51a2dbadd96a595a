package dev.tandemwork.review.llm.change;

import java.util.Objects;

/**
 * A file on one side of a change.
 *
 * @param path where it is; a path that is not UTF-8 in the quoted form of git, {@code "a\377"}
 * @param mode what it is; {@link FileMode#ABSENT} on the side where it is not
 * @param blob the name of its content in git; zeros where it is absent
 */
public record FileState(String path, FileMode mode, String blob) {
    /** Refuses a null. */
    public FileState {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(blob, "blob");
    }

    /** Returns whether the file is there. */
    public boolean isPresent() {
        return mode != FileMode.ABSENT;
    }
}
