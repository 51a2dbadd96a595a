package dev.tandemwork.github;

import java.util.List;
import java.util.Set;

/** Says what a conflict is about: the host says only that there is one. */
final class Conflicts {
    private final Diffs diffs;

    Conflicts(Diffs diffs) {
        this.diffs = diffs;
    }

    /** Returns the paths that both sides have touched since they parted. */
    List<String> of(PullView view) {
        Set<String> theirs = Set.copyOf(diffs.changedSince(view.ref().repository(), view.head(), view.baseBranch()));
        return diffs.of(view.ref()).paths().stream().filter(theirs::contains).toList();
    }
}
