package dev.tandemwork.testkit.github;

import dev.tandemwork.scm.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * A pull request, as a test looks at it.
 *
 * @param number its number
 * @param title one line
 * @param body Markdown
 * @param author who opened it
 * @param branch the branch to be merged
 * @param head the last commit of that branch
 * @param base the branch to merge into
 * @param state what has become of it
 * @param isDraft whether it is a draft
 * @param mergeCommit what it became on the base branch
 * @param labels its labels
 * @param reviews oldest first
 * @param comments the bodies of its comments, oldest first
 */
public record PullRequestView(
        int number,
        String title,
        String body,
        String author,
        String branch,
        CommitId head,
        String base,
        State state,
        boolean isDraft,
        Optional<CommitId> mergeCommit,
        List<String> labels,
        List<ReviewView> reviews,
        List<String> comments) {
    /** Copies the lists. */
    public PullRequestView {
        labels = List.copyOf(labels);
        reviews = List.copyOf(reviews);
        comments = List.copyOf(comments);
    }

    /** What has become of a pull request. */
    public enum State {
        /** It can still be merged. */
        OPEN,
        /** It was closed without a merge. */
        CLOSED,
        /** It is on its base branch. */
        MERGED
    }

    /**
     * A review.
     *
     * @param author who judged
     * @param state {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code COMMENTED}, {@code DISMISSED} or {@code PENDING}
     * @param body Markdown
     * @param head what was judged
     * @param lines what it says of lines, each as {@code path:line: text}
     */
    public record ReviewView(String author, String state, String body, CommitId head, List<String> lines) {
        /** Copies the list. */
        public ReviewView {
            lines = List.copyOf(lines);
        }
    }
}
