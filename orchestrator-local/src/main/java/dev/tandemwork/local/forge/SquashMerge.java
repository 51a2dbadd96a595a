package dev.tandemwork.local.forge;

import dev.tandemwork.local.forge.RefStore.Entry;
import dev.tandemwork.local.forge.RefStore.Snapshot;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Refused;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest.State;
import dev.tandemwork.scm.ScmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Merges one pull request, in two steps that each happen or don't.
 *
 * <p>First the base branch moves to a squash commit that names the pull request and the merged head in its trailers;
 * in the same transaction it is checked that neither the base, nor the branch, nor the record has moved. Then the record
 * is marked as merged. Whoever finds the trailers without the mark has met a crash between the two, and sets the mark.
 */
final class SquashMerge {
    private static final int CONFLICTS = 1;

    private final Workbench bench;
    private final long number;
    private final MergeSpec spec;

    SquashMerge(Workbench bench, long number, MergeSpec spec) {
        this.bench = bench;
        this.number = number;
        this.spec = spec;
    }

    MergeResult run() {
        return RefStore.untilWon("the base branch of pull request [#" + number + "]", this::attempt);
    }

    private Optional<MergeResult> attempt() {
        Snapshot snapshot = bench.refs().read(Refs.pull(number), Refs.BRANCHES, Refs.checks(spec.expectedHead()));
        Entry entry = bench.pulls().requireEntry(snapshot, number);
        PullRecord record = Pulls.record(entry);
        if (record.state() == State.MERGED) {
            return Optional.of(known(record));
        }
        bench.repository().requireNotCheckedOut(record.baseBranch());
        CommitId base = snapshot.branch(record.baseBranch()).orElseThrow(() -> gone(record.baseBranch()));
        Optional<CommitId> landed = landed(base);
        if (landed.isPresent()) {
            return mark(entry, record, landed.get());
        }
        Optional<MergeResult> refusal = refusal(record, snapshot);
        return refusal.isPresent() ? refusal : land(entry, record, base);
    }

    private MergeResult known(PullRecord record) {
        return record.head().equals(spec.expectedHead())
                ? new Merged(record.mergeCommit().orElseThrow())
                : refused(Cause.HEAD_MOVED, "it was merged at " + record.head() + " already");
    }

    private ScmException gone(String base) {
        return ForgeErrors.notFound("base branch [" + base + "] of pull request [#" + number
                + "] is gone; expected it to exist; push it again");
    }

    /** Returns the commit of {@code base} that says it is this merge, in the last two lines, which no body can write. */
    private Optional<CommitId> landed(CommitId base) {
        String output = bench.git()
                .require(
                        "rev-list",
                        "--ignore-missing",
                        "--first-parent",
                        "-F",
                        "--grep=" + MergeMessage.firstTrailer(number),
                        "--no-commit-header",
                        "--format=%x00%H%n%B",
                        base.hex(),
                        "^" + spec.expectedHead());
        return Stream.of(output.split("\0"))
                .skip(1)
                .filter(found -> MergeMessage.ends(found, number, spec.expectedHead()))
                .map(found -> new CommitId(found.lines().findFirst().orElseThrow()))
                .findFirst();
    }

    private Optional<MergeResult> mark(Entry entry, PullRecord record, CommitId commit) {
        PullRecord merged = record.merged(spec.expectedHead(), commit);
        boolean marked = bench.refs()
                .commit(
                        RefUpdate.update(entry.name(), bench.refs().write(merged), entry.object()),
                        RefUpdate.set(
                                Refs.mergedHead(number), spec.expectedHead().hex()));
        return marked ? Optional.of(new Merged(commit)) : Optional.empty();
    }

    private Optional<MergeResult> refusal(PullRecord record, Snapshot snapshot) {
        Optional<CommitId> head = snapshot.branch(record.branch());
        if (head.isEmpty()) {
            return Optional.of(refused(Cause.CLOSED, "its branch [" + record.branch() + "] is gone"));
        }
        if (!head.get().equals(spec.expectedHead())) {
            return Optional.of(
                    refused(Cause.HEAD_MOVED, "its branch is at " + head.get() + "; expected " + spec.expectedHead()));
        }
        return blocked(record, snapshot);
    }

    private Optional<MergeResult> blocked(PullRecord record, Snapshot snapshot) {
        Optional<String> objector = record.objector(spec.expectedHead());
        if (objector.isPresent()) {
            return Optional.of(
                    refused(Cause.BLOCKED, "reviewer [" + objector.get() + "] requests changes of this commit"));
        }
        CheckVerdict checks =
                CheckVerdict.of(Pulls.checks(snapshot, spec.expectedHead()).runs());
        return checks.state() == CheckVerdict.State.RED
                ? Optional.of(refused(Cause.BLOCKED, "a check of this commit failed: " + checks.evidence()))
                : Optional.empty();
    }

    private Refused refused(Cause cause, String detail) {
        return new Refused(cause, "pull request [#" + number + "] can't be merged: " + detail, List.of());
    }

    private Optional<MergeResult> land(Entry entry, PullRecord record, CommitId base) {
        GitResult merge = bench.git()
                .run(
                        "merge-tree",
                        "--write-tree",
                        "-z",
                        "--name-only",
                        "--no-messages",
                        base.hex(),
                        spec.expectedHead().hex());
        List<String> lines = List.of(merge.stdout().split("\0"));
        if (merge.exitCode() == CONFLICTS) {
            return Optional.of(conflict(lines.subList(1, lines.size())));
        }
        if (!merge.succeeded()) {
            throw ForgeErrors.failed("pull request [#" + number + "] can't be merged", merge);
        }
        CommitId commit = commit(lines.get(0), base);
        return advance(entry, record, base, commit) ? mark(entry, record, commit) : Optional.empty();
    }

    private MergeResult conflict(List<String> paths) {
        return new Refused(
                Cause.CONFLICT, "pull request [#" + number + "] conflicts with its base branch in " + paths, paths);
    }

    private CommitId commit(String tree, CommitId base) {
        String message = MergeMessage.of(spec, number);
        return new CommitId(bench.git().withInput(message).require("commit-tree", tree, "-p", base.hex(), "-F", "-"));
    }

    private boolean advance(Entry entry, PullRecord record, CommitId base, CommitId commit) {
        return bench.refs()
                .commit(
                        RefUpdate.update(Refs.branch(record.baseBranch()), commit.hex(), base.hex()),
                        RefUpdate.verify(
                                Refs.branch(record.branch()),
                                spec.expectedHead().hex()),
                        RefUpdate.verify(entry.name(), entry.object()));
    }
}
