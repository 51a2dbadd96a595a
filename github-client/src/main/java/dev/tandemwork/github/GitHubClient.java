package dev.tandemwork.github;

import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.diff.DiffSource;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Endpoint;
import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.Timeline;
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
import dev.tandemwork.scm.RateBudget;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewReceipt;
import dev.tandemwork.scm.ScmClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScmClient} of GitHub.com and GitHub Enterprise Server.
 *
 * <p>A repository is named {@code owner/name}, or by an address to clone it from. Whatever an identity does counts against
 * its limits together, so clients that act as one identity share a {@link Limiter}. A call that would have to wait for longer
 * than a thread should be held fails as {@code RATE_LIMITED}, with the time to make it again.
 *
 * <p>What is written is found again by hidden lines in reviews and comments, so that a write whose answer was lost is not
 * made twice. The binding verdict of a review is the status that {@link #reportCheck} writes: GitHub does not let an
 * identity approve its own pull requests, and does not count the approvals of apps everywhere.
 */
public final class GitHubClient implements ScmClient {
    private final TokenSource tokens;
    private final Limiter limiter;
    private final Api api;
    private final Identity identity;
    private final Pulls pulls;
    private final Branches branches;
    private final Diffs diffs;
    private final Checks checks;
    private final Reviews reviews;
    private final Comments comments;
    private final Queue queue;
    private final Landing landing;

    private GitHubClient(Builder builder) {
        tokens = builder.tokens;
        limiter = builder.limiter == null
                ? Limiter.builder().timeline(builder.timeline).build()
                : builder.limiter;
        api = Api.of(Endpoint.of(builder.baseUrl), tokens, limiter, builder.timeline, builder.pace);
        identity = new Identity(api, builder.identity);
        branches = new Branches(api);
        pulls = new Pulls(api, branches);
        diffs = new Diffs(api, pulls, builder.diffs);
        BaseRules rules = new BaseRules(api);
        checks = new Checks(api, pulls, rules);
        reviews = new Reviews(api, pulls, diffs, identity::login);
        comments = new Comments(api);
        queue = new Queue(api, pulls);
        MergeRequests requests = new MergeRequests(api, pulls, rules, queue);
        landing = new Landing(api, pulls, reviews, new Conflicts(diffs), requests);
    }

    /** Returns a builder of a client that has its token from {@code tokens}. */
    public static Builder builder(TokenSource tokens) {
        return new Builder(tokens);
    }

    /** Builds a client. */
    public static final class Builder {
        private final TokenSource tokens;
        private String baseUrl = "https://api.github.com";
        private @Nullable String identity;
        private @Nullable Limiter limiter;
        private Timeline timeline = Timeline.system();
        private Pace pace = Pace.standard();
        private DiffSource diffs = DiffSource.none();

        private Builder(TokenSource tokens) {
            this.tokens = Objects.requireNonNull(tokens, "tokens");
        }

        /** Sets where the REST interface is; {@code https://HOST/api/v3} for an Enterprise Server. The default is GitHub.com. */
        public Builder baseUrl(String value) {
            baseUrl = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the login that the token acts as; the default is to ask the host. An app acts as {@code NAME[bot]}. */
        public Builder identity(String value) {
            identity = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the limiter that the identity's clients share; the default is one of its own. */
        public Builder limiter(Limiter value) {
            limiter = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the time; the default is the machine's. */
        public Builder timeline(Timeline value) {
            timeline = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets how long calls wait; the default is {@link Pace#standard()}. */
        public Builder pace(Pace value) {
            pace = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets where diffs are looked for before the host is asked; the default is nowhere. */
        public Builder diffs(DiffSource value) {
            diffs = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Returns the client. It asks nothing of the host yet. */
        public GitHubClient build() {
            return new GitHubClient(this);
        }
    }

    @Override
    public String name() {
        return "github";
    }

    /** Returns the login that this client acts as; the host is asked for it once. */
    @Override
    public String identity() {
        return identity.login();
    }

    @Override
    public PullRequest ensurePullRequest(PullRequestSpec spec) {
        return pulls.ensure(spec);
    }

    @Override
    public Optional<PullRequest> findPullRequest(String repository, String branch) {
        return pulls.newest(repository, branch);
    }

    @Override
    public PullRequest pullRequest(PullRequestRef ref) {
        return pulls.find(ref);
    }

    @Override
    public CommitId headOf(String repository, String branch) {
        return branches.head(repository, branch);
    }

    @Override
    public DiffResult diff(PullRequestRef ref) {
        return diffs.of(ref);
    }

    @Override
    public CheckVerdict checks(PullRequestRef ref, CommitId head) {
        return checks.verdict(ref, head);
    }

    @Override
    public void reportCheck(String repository, CommitId head, CheckRun run) {
        checks.report(repository, head, run);
    }

    @Override
    public ReviewReceipt review(PullRequestRef ref, ReviewDraft draft) {
        return reviews.publish(ref, draft);
    }

    @Override
    public void upsertComment(PullRequestRef ref, String key, String markdown) {
        comments.upsert(ref, key, markdown);
    }

    @Override
    public MergeResult merge(PullRequestRef ref, MergeSpec spec) {
        return landing.merge(ref, spec);
    }

    @Override
    public List<Landed> landedSince(String repository, String baseBranch, CommitId since) {
        return diffs.landedSince(repository, baseBranch, since);
    }

    @Override
    public BranchDeletion deleteBranch(String repository, String branch, CommitId expected) {
        return branches.delete(repository, branch, expected);
    }

    @Override
    public RateBudget budget() {
        return limiter.budget();
    }

    /** Adds labels to a pull request; those that are there stay. */
    public void label(PullRequestRef ref, List<String> labels) {
        comments.label(ref, labels);
    }

    /**
     * Merges the base branch into the branch of a pull request, as hosts want it that merge only what is up to date.
     *
     * @return false if the branch is not at {@code expected}
     */
    public boolean updateBranch(PullRequestRef ref, CommitId expected) {
        return queue.updateBranch(ref, expected);
    }

    /**
     * Has the host merge a pull request by itself as soon as it can be merged.
     *
     * @return false if it does not: the repository forbids that, or it can be merged now
     */
    public boolean mergeWhenReady(PullRequestRef ref, MergeSpec spec) {
        return queue.mergeWhenReady(ref, spec);
    }

    /** Returns what tells which pull requests of {@code repository} have changed. */
    public PullWatch watch(String repository) {
        return new PullWatch(api, repository);
    }

    /** Gives up the token. */
    @Override
    public void close() {
        tokens.close();
    }
}
