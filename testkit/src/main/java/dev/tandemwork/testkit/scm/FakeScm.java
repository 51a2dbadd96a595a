package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewReceipt;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link ScmClient} that keeps everything in memory, and passes the whole {@link ScmClientContract}.
 *
 * <p>It merges whole files: two changes of one file always conflict. Clients made by {@link #as} share one host.
 */
public final class FakeScm implements ScmClient {
    private final String identity;
    private final Map<String, FakeRepository> repositories;

    private FakeScm(String identity, Map<String, FakeRepository> repositories) {
        this.identity = identity;
        this.repositories = repositories;
    }

    /** Returns a client of a new host without repositories, that acts as {@code tandemwork}. */
    public static FakeScm create() {
        return new FakeScm("tandemwork", new ConcurrentHashMap<>());
    }

    /** Returns a client of the same host that acts as {@code other}. */
    public FakeScm as(String other) {
        return new FakeScm(other, repositories);
    }

    /** Returns the repository at {@code location}, made when it is asked for first. */
    public FakeRepository repository(String location) {
        return repositories.computeIfAbsent(location, FakeRepository::new);
    }

    /** Returns the reviews of a pull request, in the order of their publication. */
    public List<ReviewDraft> reviews(PullRequestRef ref) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            return repository.requirePull(ref.number()).reviews();
        }
    }

    /** Returns the bodies of the reviews and comments of a pull request. */
    public List<String> published(PullRequestRef ref) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            return repository.requirePull(ref.number()).published();
        }
    }

    private FakeRepository require(String location) {
        return Optional.ofNullable(repositories.get(location))
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.NOT_FOUND,
                        "repository [" + location + "] is not on this host; call repository(...) first",
                        null));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public PullRequest ensurePullRequest(PullRequestSpec spec) {
        return require(spec.change().repository()).ensure(spec, identity);
    }

    @Override
    public Optional<PullRequest> findPullRequest(String repository, String branch) {
        return require(repository).newest(branch);
    }

    @Override
    public CommitId headOf(String repository, String branch) {
        return require(repository)
                .head(branch)
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.NOT_FOUND,
                        "branch [" + branch + "] is not in [" + repository + "]; expected it to exist",
                        null));
    }

    @Override
    public PullRequest pullRequest(PullRequestRef ref) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            return repository.requirePull(ref.number()).now();
        }
    }

    @Override
    public DiffResult diff(PullRequestRef ref) {
        return require(ref.repository()).diff(ref.number());
    }

    @Override
    public CheckVerdict checks(PullRequestRef ref, CommitId head) {
        return CheckVerdict.of(require(ref.repository()).checks(head));
    }

    @Override
    public void reportCheck(String repository, CommitId head, CheckRun run) {
        require(repository).report(head, run);
    }

    @Override
    public ReviewReceipt review(PullRequestRef ref, ReviewDraft draft) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            repository.requirePull(ref.number()).review(draft);
        }
        return new ReviewReceipt(draft.key(), List.of());
    }

    @Override
    public void upsertComment(PullRequestRef ref, String key, String markdown) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            repository.requirePull(ref.number()).comment(key, markdown);
        }
    }

    @Override
    public MergeResult merge(PullRequestRef ref, MergeSpec spec) {
        FakeRepository repository = require(ref.repository());
        synchronized (repository) {
            FakePull pull = repository.requirePull(ref.number());
            return refusal(repository, pull, spec).orElseGet(() -> land(repository, pull, spec));
        }
    }

    private static Optional<MergeResult> refusal(FakeRepository repository, FakePull pull, MergeSpec spec) {
        if (pull.now().state() == PullRequest.State.CLOSED) {
            return refused(Cause.CLOSED, "its branch is gone");
        }
        if (!pull.now().head().equals(spec.expectedHead())) {
            return refused(Cause.HEAD_MOVED, "it is at " + pull.now().head());
        }
        boolean red = CheckVerdict.of(repository.checks(spec.expectedHead())).state() == CheckVerdict.State.RED;
        boolean blocked = !pull.isMerged() && (red || pull.isBlockedAt(spec.expectedHead()));
        return blocked ? refused(Cause.BLOCKED, "a review or a check stands against it") : Optional.empty();
    }

    private static Optional<MergeResult> refused(Cause cause, String detail) {
        return Optional.of(new MergeResult.Refused(cause, "the pull request can't be merged: " + detail, List.of()));
    }

    private static MergeResult land(FakeRepository repository, FakePull pull, MergeSpec spec) {
        Optional<CommitId> known = pull.now().mergeCommit();
        if (known.isPresent()) {
            return new MergeResult.Merged(known.get());
        }
        FakeMerge merge = repository.merge(pull.now());
        if (!merge.conflicts().isEmpty()) {
            return new MergeResult.Refused(Cause.CONFLICT, "it conflicts in " + merge.conflicts(), merge.conflicts());
        }
        CommitId commit = repository.land(pull.now(), merge.files(), spec.title() + "\n\n" + spec.body() + "\n");
        pull.merged(commit);
        return new MergeResult.Merged(commit);
    }

    @Override
    public List<Landed> landedSince(String repository, String baseBranch, CommitId since) {
        return require(repository).since(baseBranch, since).stream()
                .map(FakeScm::landed)
                .toList();
    }

    private static Landed landed(FakeCommit commit) {
        String title = commit.message().lines().findFirst().orElse("");
        return new Landed(
                commit.id(), title, FakeDiff.of(commit.before(), commit.files()).patch());
    }

    @Override
    public BranchDeletion deleteBranch(String repository, String branch, CommitId expected) {
        return require(repository).delete(branch, expected);
    }

    /** Holds nothing: has no effect. */
    @Override
    public void close() {}
}
