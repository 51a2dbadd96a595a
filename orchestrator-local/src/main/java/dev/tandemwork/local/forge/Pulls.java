package dev.tandemwork.local.forge;

import dev.tandemwork.local.forge.RefStore.Entry;
import dev.tandemwork.local.forge.RefStore.Snapshot;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequest.State;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The pull requests and checks of one repository. Every write is a compare-and-swap, tried again when it is lost. */
final class Pulls {
    private final LocalRepository repository;
    private final RefStore refs;

    Pulls(LocalRepository repository, RefStore refs) {
        this.repository = repository;
        this.refs = refs;
    }

    PullRequest ensure(PullRequestSpec spec, String author) {
        return RefStore.untilWon(
                "the pull request of branch [" + spec.change().branch() + "]", () -> tryToEnsure(spec, author));
    }

    private Optional<PullRequest> tryToEnsure(PullRequestSpec spec, String author) {
        Snapshot snapshot = snapshot(spec.change());
        CommitId head = requireBranches(spec.change(), snapshot);
        Optional<PullRecord> open = open(spec.change(), snapshot);
        if (open.isPresent()) {
            return Optional.of(view(open.get(), snapshot));
        }
        PullRecord record = opened(spec, nextNumber(snapshot), head, author);
        boolean won = refs.commit(RefUpdate.create(Refs.pull(record.number()), refs.write(record)));
        return won ? Optional.of(view(record, snapshot)) : Optional.empty();
    }

    private Snapshot snapshot(Change change) {
        return refs.read(Refs.PULLS, Refs.branch(change.branch()), Refs.branch(change.baseBranch()));
    }

    private CommitId requireBranches(Change change, Snapshot snapshot) {
        requireBranch(change.baseBranch(), snapshot);
        return requireBranch(change.branch(), snapshot);
    }

    private CommitId requireBranch(String branch, Snapshot snapshot) {
        return snapshot.branch(branch)
                .orElseThrow(() -> ForgeErrors.notFound("branch [" + branch + "] is not in [" + repository.location()
                        + "]; expected it to be pushed before its pull request is opened"));
    }

    private static Optional<PullRecord> open(Change change, Snapshot snapshot) {
        return records(snapshot).stream()
                .filter(record -> record.isOpen() && record.joins(change.branch(), change.baseBranch()))
                .findFirst();
    }

    private static PullRecord opened(PullRequestSpec spec, long number, CommitId head, String author) {
        return new PullRecord(
                PullRecord.FORMAT,
                number,
                spec.title(),
                spec.body(),
                author,
                spec.change().branch(),
                spec.change().baseBranch(),
                head,
                State.OPEN,
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static long nextNumber(Snapshot snapshot) {
        return 1
                + records(snapshot).stream().mapToLong(PullRecord::number).max().orElse(0);
    }

    private static List<PullRecord> records(Snapshot snapshot) {
        return snapshot.under(Refs.PULLS).stream().map(Pulls::record).toList();
    }

    static PullRecord record(Entry entry) {
        return RecordCodec.read(entry, PullRecord.class);
    }

    Optional<PullRequest> newest(String branch) {
        Snapshot snapshot = refs.read(Refs.PULLS, Refs.branch(branch));
        return records(snapshot).stream()
                .filter(record -> record.branch().equals(branch))
                .max(Comparator.comparingLong(PullRecord::number))
                .map(record -> view(record, snapshot));
    }

    PullRequest find(long number) {
        Snapshot snapshot = refs.read(Refs.pull(number), Refs.BRANCHES);
        return view(record(requireEntry(snapshot, number)), snapshot);
    }

    PullRecord record(long number) {
        return record(requireEntry(refs.read(Refs.pull(number)), number));
    }

    Entry requireEntry(Snapshot snapshot, long number) {
        return snapshot.entry(Refs.pull(number))
                .orElseThrow(() -> ForgeErrors.notFound("pull request [#" + number + "] is not in ["
                        + repository.location() + "]; expected the number of one that was opened there"));
    }

    /** Changes a record, starting again from what others have made of it meanwhile. */
    PullRecord change(long number, UnaryOperator<PullRecord> edit) {
        return RefStore.untilWon("pull request [#" + number + "]", () -> {
            Entry entry = requireEntry(refs.read(Refs.pull(number)), number);
            PullRecord before = record(entry);
            PullRecord after = edit.apply(before);
            return after.equals(before) || swap(entry, after) ? Optional.of(after) : Optional.empty();
        });
    }

    private boolean swap(Entry entry, Object record) {
        return refs.commit(RefUpdate.update(entry.name(), refs.write(record), entry.object()));
    }

    /** An open pull request follows its branch; without the branch there is nothing to merge, and it counts as closed. */
    private PullRequest view(PullRecord record, Snapshot snapshot) {
        Optional<CommitId> live = record.isOpen() ? snapshot.branch(record.branch()) : Optional.of(record.head());
        return new PullRequest(
                new PullRequestRef(repository.location(), record.number()),
                record.title(),
                record.body(),
                record.author(),
                record.branch(),
                live.orElse(record.head()),
                record.baseBranch(),
                live.isPresent() ? record.state() : State.CLOSED,
                record.mergeCommit(),
                repository.url(record.number()));
    }

    CheckVerdict checks(CommitId head) {
        return CheckVerdict.of(checks(refs.read(Refs.checks(head)), head).runs());
    }

    static CheckRecord checks(Snapshot snapshot, CommitId head) {
        return snapshot.entry(Refs.checks(head))
                .map(entry -> RecordCodec.read(entry, CheckRecord.class))
                .orElse(CheckRecord.NONE);
    }

    CheckRecord report(CommitId head, CheckRun run) {
        return RefStore.untilWon("the checks of commit [" + head + "]", () -> {
            Snapshot snapshot = refs.read(Refs.checks(head));
            CheckRecord before = checks(snapshot, head);
            CheckRecord after = before.with(run);
            boolean won = after.equals(before) || store(snapshot.entry(Refs.checks(head)), head, after);
            return won ? Optional.of(after) : Optional.empty();
        });
    }

    private boolean store(Optional<Entry> entry, CommitId head, CheckRecord record) {
        return entry.map(known -> swap(known, record))
                .orElseGet(() -> refs.commit(RefUpdate.create(Refs.checks(head), refs.write(record))));
    }
}
