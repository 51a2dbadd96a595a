package dev.tandemwork.github.diff;

import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import java.nio.file.Path;
import java.util.Optional;

/** Where diffs may be had without asking the host, which gives only those that are not too large. */
@FunctionalInterface
public interface DiffSource {
    /** Returns the diff from the merge base of two commits to the second, if it is to be had here. */
    Optional<DiffResult> diff(String repository, CommitId base, CommitId head);

    /** Returns a source that has none. */
    static DiffSource none() {
        return (repository, base, head) -> Optional.empty();
    }

    /** Returns the source of the clone in {@code folder}, which has the commits that were fetched. Needs git on the PATH. */
    static DiffSource ofClone(String repository, Path folder) {
        RepositoryName name = RepositoryName.of(repository);
        CloneDiffs diffs = new CloneDiffs(folder);
        return (asked, base, head) -> RepositoryName.of(asked).equals(name) ? diffs.diff(base, head) : Optional.empty();
    }
}
