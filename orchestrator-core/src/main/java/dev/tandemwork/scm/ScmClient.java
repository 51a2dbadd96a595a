package dev.tandemwork.scm;

import java.util.List;
import java.util.Optional;

/**
 * A host of repositories and pull requests.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads, return no null, and make every write idempotent as its
 * method says, so that a caller who does not know whether a call went through can make it again. They throw
 * {@link ScmException} and nothing else. Closing a closed client has no effect.
 *
 * <p>{@code ScmClientContract} of the test kit holds an implementation to this.
 */
public interface ScmClient extends AutoCloseable {
    /** Returns a short name for messages: {@code local}, {@code github}. */
    String name();

    /** Returns the identity that this client acts as. */
    String identity();

    /**
     * Opens the pull request, or returns the one that is open for the same branch and base already, with its head
     * up to date.
     */
    PullRequest ensurePullRequest(PullRequestSpec spec);

    /** Returns the newest pull request of {@code branch}, in whatever state. */
    Optional<PullRequest> findPullRequest(String repository, String branch);

    /** Returns the pull request as it is now. */
    PullRequest pullRequest(PullRequestRef ref);

    /**
     * Returns the last commit of {@code branch}.
     *
     * @throws ScmException of kind {@code NOT_FOUND} if there is no such branch
     */
    CommitId headOf(String repository, String branch);

    /** Returns the diff from the merge base to the head. */
    DiffResult diff(PullRequestRef ref);

    /**
     * Returns what the checks of {@code head} say, for landing {@code ref}: where the host requires checks before it merges
     * into the base branch of {@code ref}, the verdict is not green as long as one of them is missing.
     */
    CheckVerdict checks(PullRequestRef ref, CommitId head);

    /** Records a check of {@code head}; a later report of the same name replaces an earlier one. */
    void reportCheck(String repository, CommitId head, CheckRun run);

    /** Publishes a review, once for each {@link ReviewDraft#key()}. */
    ReviewReceipt review(PullRequestRef ref, ReviewDraft draft);

    /** Writes a comment, or replaces the one with the same {@code key}. */
    void upsertComment(PullRequestRef ref, String key, String markdown);

    /**
     * Merges the pull request at exactly {@link MergeSpec#expectedHead()}, or says why not. Merging one that is
     * merged already at that head returns {@link MergeResult.Merged}.
     */
    MergeResult merge(PullRequestRef ref, MergeSpec spec);

    /** Returns what {@code baseBranch} has gained since {@code since}, newest first: whom a conflict is with. */
    List<Landed> landedSince(String repository, String baseBranch, CommitId since);

    /** Deletes {@code branch} if it is at {@code expected}. */
    BranchDeletion deleteBranch(String repository, String branch, CommitId expected);

    /** Returns how many calls the host still allows. */
    default RateBudget budget() {
        return RateBudget.UNLIMITED;
    }

    @Override
    void close();

    /**
     * A commit on a base branch.
     *
     * @param commit the commit
     * @param title its first line
     * @param patch its diff against its first parent
     */
    record Landed(CommitId commit, String title, String patch) {}
}
