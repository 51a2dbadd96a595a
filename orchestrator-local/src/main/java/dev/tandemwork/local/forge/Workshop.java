package dev.tandemwork.local.forge;

import dev.tandemwork.local.forge.RefStore.Snapshot;
import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ScmClient.Landed;
import dev.tandemwork.scm.ScmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a forge does in one repository.
 *
 * <p>The lock keeps the threads of this process from racing each other for git's locks; that nothing is lost rests on
 * compare-and-swap alone.
 */
final class Workshop {
    private final Workbench bench;
    private final Diffs diffs;
    private final String identity;
    private final ReentrantLock writes = new ReentrantLock();

    private Workshop(Workbench bench, String identity) {
        this.bench = bench;
        this.diffs = new Diffs(bench.git());
        this.identity = identity;
    }

    static Workshop open(String location, String program, String identity) {
        LocalRepository repository = LocalRepository.open(location);
        return new Workshop(
                Workbench.of(
                        repository, repository.git(program).withIdentity(identity, identity + "@tandemwork.invalid")),
                identity);
    }

    Pulls pulls() {
        return bench.pulls();
    }

    PullRequest ensure(PullRequestSpec spec) {
        bench.repository().requireNotCheckedOut(spec.change().baseBranch());
        return alone(() -> pulls().ensure(spec, identity));
    }

    Object report(CommitId head, CheckRun run) {
        return alone(() -> pulls().report(head, run));
    }

    Object change(long number, UnaryOperator<PullRecord> edit) {
        return alone(() -> pulls().change(number, edit));
    }

    MergeResult merge(long number, MergeSpec spec) {
        return alone(() -> new SquashMerge(bench, number, spec).run());
    }

    private <T> T alone(Supplier<T> write) {
        try {
            writes.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ScmException.of(ScmException.Kind.TRANSIENT, "nothing was written: the thread was interrupted", e);
        }
        try {
            return write.get();
        } finally {
            writes.unlock();
        }
    }

    DiffResult diff(long number) {
        Snapshot snapshot = bench.refs().read(Refs.pull(number), Refs.BRANCHES);
        PullRecord record = Pulls.record(pulls().requireEntry(snapshot, number));
        CommitId head = record.isOpen() ? snapshot.branch(record.branch()).orElse(record.head()) : record.head();
        return diffs.fromMergeBase(tip(snapshot, record.baseBranch()), head);
    }

    List<Landed> landedSince(String baseBranch, CommitId since) {
        return diffs.between(since, tip(bench.refs().read(Refs.branch(baseBranch)), baseBranch));
    }

    CommitId headOf(String branch) {
        return tip(bench.refs().read(Refs.branch(branch)), branch);
    }

    private CommitId tip(Snapshot snapshot, String branch) {
        return snapshot.branch(branch)
                .orElseThrow(() -> ForgeErrors.notFound("branch [" + branch + "] is not in ["
                        + bench.repository().location() + "]; expected it to exist"));
    }

    BranchDeletion deleteBranch(String branch, CommitId expected) {
        if (bench.refs().commit(RefUpdate.delete(Refs.branch(branch), expected.hex()))) {
            return BranchDeletion.DELETED;
        }
        Optional<CommitId> now = bench.refs().read(Refs.branch(branch)).branch(branch);
        return now.isPresent() ? BranchDeletion.MOVED : BranchDeletion.ABSENT;
    }
}
