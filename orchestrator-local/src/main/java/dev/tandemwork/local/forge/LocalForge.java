package dev.tandemwork.local.forge;

import dev.tandemwork.Names;
import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewReceipt;
import dev.tandemwork.scm.ScmClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link ScmClient} on git repositories of this machine: pull requests, reviews, comments and checks are kept in the
 * repository itself, under {@code refs/tandemwork/}, so that nothing else must run.
 *
 * <p>A repository is named by its path or {@code file:} URL. It is bare, or its base branch is not checked out. Any
 * number of threads and processes may use one repository at once: every write is git's compare-and-swap of a ref, and a
 * merge that a crash cut short is completed by the next call. Whoever may write to the repository's folder, or push to
 * it, may also forge its records; keep it out of reach of those you don't trust.
 *
 * <p>A merge is blocked while a reviewer's last word on the commit requests changes, or a check of the commit failed.
 */
public final class LocalForge implements ScmClient {
    private final String identity;
    private final String program;
    private final Map<String, Workshop> workshops = new ConcurrentHashMap<>();

    private LocalForge(Builder builder) {
        this.identity = builder.identity;
        this.program = builder.program;
    }

    /** Returns a forge that acts as {@code tandemwork}. */
    public static LocalForge create() {
        return builder().build();
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a forge. */
    public static final class Builder {
        private String identity = "tandemwork";
        private String program = "git";

        private Builder() {}

        /** Sets who opens pull requests and makes merge commits; the default is {@code tandemwork}. */
        public Builder identity(String value) {
            identity = Names.requireName("identity", value);
            return this;
        }

        /** Sets the git program; the default is {@code git} of the PATH. */
        public Builder program(String value) {
            program = Objects.requireNonNull(value, "program");
            return this;
        }

        /** Returns the forge. */
        public LocalForge build() {
            return new LocalForge(this);
        }
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public PullRequest ensurePullRequest(PullRequestSpec spec) {
        return ForgeErrors.writing(() -> workshop(spec.change().repository()).ensure(spec));
    }

    @Override
    public Optional<PullRequest> findPullRequest(String repository, String branch) {
        return ForgeErrors.reading(() -> workshop(repository).pulls().newest(branch));
    }

    @Override
    public PullRequest pullRequest(PullRequestRef ref) {
        return ForgeErrors.reading(() -> workshop(ref.repository()).pulls().find(ref.number()));
    }

    @Override
    public CommitId headOf(String repository, String branch) {
        return ForgeErrors.reading(() -> workshop(repository).headOf(branch));
    }

    @Override
    public DiffResult diff(PullRequestRef ref) {
        return ForgeErrors.reading(() -> workshop(ref.repository()).diff(ref.number()));
    }

    @Override
    public CheckVerdict checks(PullRequestRef ref, CommitId head) {
        return ForgeErrors.reading(() -> workshop(ref.repository()).pulls().checks(head));
    }

    @Override
    public void reportCheck(String repository, CommitId head, CheckRun run) {
        ForgeErrors.writing(() -> workshop(repository).report(head, run));
    }

    @Override
    public ReviewReceipt review(PullRequestRef ref, ReviewDraft draft) {
        ForgeErrors.writing(() -> workshop(ref.repository()).change(ref.number(), record -> record.withReview(draft)));
        return new ReviewReceipt(draft.key(), List.of());
    }

    @Override
    public void upsertComment(PullRequestRef ref, String key, String markdown) {
        ForgeErrors.writing(
                () -> workshop(ref.repository()).change(ref.number(), record -> record.withComment(key, markdown)));
    }

    @Override
    public MergeResult merge(PullRequestRef ref, MergeSpec spec) {
        return ForgeErrors.writing(() -> workshop(ref.repository()).merge(ref.number(), spec));
    }

    @Override
    public List<Landed> landedSince(String repository, String baseBranch, CommitId since) {
        return ForgeErrors.reading(() -> workshop(repository).landedSince(baseBranch, since));
    }

    @Override
    public BranchDeletion deleteBranch(String repository, String branch, CommitId expected) {
        return ForgeErrors.writing(() -> workshop(repository).deleteBranch(branch, expected));
    }

    /** Returns the reviews of a pull request, in the order of their publication. */
    public List<ReviewDraft> reviews(PullRequestRef ref) {
        return ForgeErrors.reading(
                () -> workshop(ref.repository()).pulls().record(ref.number()).reviews());
    }

    /** Returns the comments of a pull request by key, in the order of their first publication. */
    public Map<String, String> comments(PullRequestRef ref) {
        return ForgeErrors.reading(
                () -> workshop(ref.repository()).pulls().record(ref.number()).comments());
    }

    /** Holds nothing: has no effect. */
    @Override
    public void close() {}

    private Workshop workshop(String location) {
        return workshops.computeIfAbsent(location, key -> Workshop.open(key, program, identity));
    }
}
