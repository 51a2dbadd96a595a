package dev.tandemwork.testkit.github.internal.git;

import java.util.List;

/**
 * What merging two commits gives.
 *
 * @param tree the merged files
 * @param conflicts the paths where both sides disagree; none if they merge
 */
public record Merge(String tree, List<String> conflicts) {
    /** Copies the list. */
    public Merge {
        conflicts = List.copyOf(conflicts);
    }

    /** Tells whether both sides agree. */
    public boolean isClean() {
        return conflicts.isEmpty();
    }
}
