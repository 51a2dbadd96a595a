package dev.tandemwork.scm;

import java.util.Objects;
import java.util.Optional;

/**
 * A pull request as the host has it now.
 *
 * @param ref which one
 * @param title one line
 * @param body Markdown
 * @param author the identity that opened it
 * @param branch the branch to be merged
 * @param head that branch's last commit
 * @param baseBranch the branch to merge into
 * @param state open, merged or closed
 * @param mergeCommit the commit on the base branch, once merged
 * @param url where a person can look at it
 */
public record PullRequest(
        PullRequestRef ref,
        String title,
        String body,
        String author,
        String branch,
        CommitId head,
        String baseBranch,
        State state,
        Optional<CommitId> mergeCommit,
        String url) {
    /** Refuses a null. */
    public PullRequest {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(baseBranch, "baseBranch");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(mergeCommit, "mergeCommit");
        Objects.requireNonNull(url, "url");
    }

    /** What has become of a pull request. */
    public enum State {
        /** It can still be merged. */
        OPEN,
        /** Its work is on the base branch. */
        MERGED,
        /** It was closed without a merge. */
        CLOSED
    }
}
