package dev.tandemwork.review.llm.change;

import dev.tandemwork.scm.CommitId;
import java.util.List;
import java.util.Objects;

/**
 * All that a change does, from the commit where it left its base branch to its head.
 *
 * @param mergeBase where it starts
 * @param head where it ends
 * @param files what it does to each file, in the order of git; no path twice
 */
public record ChangeSet(CommitId mergeBase, CommitId head, List<FileChange> files) {
    /** Copies the list. */
    public ChangeSet {
        Objects.requireNonNull(mergeBase, "mergeBase");
        Objects.requireNonNull(head, "head");
        files = List.copyOf(files);
    }
}
