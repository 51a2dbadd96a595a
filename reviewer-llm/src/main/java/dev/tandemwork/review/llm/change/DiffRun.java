package dev.tandemwork.review.llm.change;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.review.llm.change.FileChange.Content;
import dev.tandemwork.scm.CommitId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Has git compare two commits, so that no configuration, attribute or external program changes what it says. */
final class DiffRun {
    private static final List<String> COMMAND = List.of(
            "-c",
            "core.quotePath=true",
            "diff-tree",
            "-r",
            "--raw",
            "--numstat",
            "-p",
            "-z",
            "-M50%",
            "-l1000",
            "-U3",
            "--inter-hunk-context=0",
            "--full-index",
            "--no-abbrev",
            "--no-relative",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--diff-algorithm=myers",
            "--indent-heuristic",
            "--submodule=short",
            "--ignore-submodules=none",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "-O/dev/null");

    private final Git git;
    private final CommitId from;
    private final CommitId to;

    DiffRun(Git git, CommitId from, CommitId to) {
        this.git = git;
        this.from = from;
        this.to = to;
    }

    List<FileChange> files() {
        String[] arguments =
                Stream.concat(COMMAND.stream(), Stream.of(from.hex(), to.hex())).toArray(String[]::new);
        Listing listing = Listing.read(git.requireBytes(arguments));
        requireBinary(listing.entries().stream().filter(Listing.Entry::isBinary).toList());
        return listing.entries().stream().map(DiffRun::change).toList();
    }

    private void requireBinary(List<Listing.Entry> entries) {
        Set<String> names = new TreeSet<>();
        entries.stream().flatMap(DiffRun::contents).forEach(names::add);
        Set<String> binary = names.isEmpty() ? Set.of() : Blobs.binary(git, names);
        for (Listing.Entry entry : entries) {
            if (contents(entry).noneMatch(binary::contains)) {
                throw new UnreadableDiffException(
                        "git hides the lines of [" + entry.raw().shown()
                                + "] although it is text; expected no attribute and no size to make it binary");
            }
        }
    }

    private static Stream<String> contents(Listing.Entry entry) {
        return Stream.of(entry.raw().before(), entry.raw().after())
                .filter(side -> side.isPresent() && side.mode() != FileMode.SUBMODULE)
                .map(RawEntry.Side::blob);
    }

    private static FileChange change(Listing.Entry entry) {
        RawEntry raw = entry.raw();
        FileChange change = new FileChange(
                raw.status(),
                raw.before().state(),
                raw.after().state(),
                raw.similarity(),
                entry.isBinary() ? Content.BINARY : Content.TEXT,
                entry.hunks());
        if (change.content() == Content.TEXT) {
            requireWhole(change);
        }
        return change;
    }

    private static void requireWhole(FileChange change) {
        switch (change.status()) {
            case ADDED -> WholeContent.require(change.after(), change.added().toList());
            case DELETED ->
                WholeContent.require(change.before(), change.removed().toList());
            case TYPE_CHANGED -> {
                WholeContent.require(change.before(), change.removed().toList());
                WholeContent.require(change.after(), change.added().toList());
            }
            case MODIFIED, RENAMED -> {}
        }
    }
}
