package dev.tandemwork.scm;

import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt has made: a pushed branch, at one commit.
 *
 * @param repository where the branch was pushed to
 * @param branch the branch, {@code agent/<task>}
 * @param baseBranch the branch it is to land on
 * @param base the commit of the base branch that the branch contains: their merge base
 * @param head the branch's last commit; a review is bound to it
 * @param pullRequest the pull request, once there is one
 */
public record Change(
        String repository,
        String branch,
        String baseBranch,
        CommitId base,
        CommitId head,
        Optional<PullRequestRef> pullRequest) {
    /** Refuses a null. */
    public Change {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(baseBranch, "baseBranch");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(pullRequest, "pullRequest");
    }

    /** Returns this change with its pull request. */
    public Change withPullRequest(PullRequestRef ref) {
        return new Change(repository, branch, baseBranch, base, head, Optional.of(ref));
    }
}
