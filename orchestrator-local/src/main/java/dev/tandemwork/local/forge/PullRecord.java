package dev.tandemwork.local.forge;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest.State;
import dev.tandemwork.scm.ReviewDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pull request as it is kept in the repository.
 *
 * @param format the version of this layout
 * @param head the branch's commit when this was written; for a merged one, the commit that was merged
 * @param reviews in the order of their publication
 * @param comments by key, in the order of their first publication
 */
record PullRecord(
        int format,
        long number,
        String title,
        String body,
        String author,
        String branch,
        String baseBranch,
        CommitId head,
        State state,
        Optional<CommitId> mergeCommit,
        List<ReviewDraft> reviews,
        Map<String, String> comments) {
    static final int FORMAT = 1;

    PullRecord {
        reviews = List.copyOf(reviews);
        comments = Collections.unmodifiableMap(new LinkedHashMap<>(comments));
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns whether this is about landing {@code branch} on {@code base}. */
    boolean joins(String from, String to) {
        return branch.equals(from) && baseBranch.equals(to);
    }

    PullRecord merged(CommitId mergedHead, CommitId commit) {
        return new PullRecord(
                format,
                number,
                title,
                body,
                author,
                branch,
                baseBranch,
                mergedHead,
                State.MERGED,
                Optional.of(commit),
                reviews,
                comments);
    }

    PullRecord withReview(ReviewDraft draft) {
        if (reviews.stream().anyMatch(known -> known.key().equals(draft.key()))) {
            return this;
        }
        List<ReviewDraft> more = new ArrayList<>(reviews);
        more.add(draft);
        return new PullRecord(
                format, number, title, body, author, branch, baseBranch, head, state, mergeCommit, more, comments);
    }

    PullRecord withComment(String key, String markdown) {
        Map<String, String> more = new LinkedHashMap<>(comments);
        more.put(key, markdown);
        return new PullRecord(
                format, number, title, body, author, branch, baseBranch, head, state, mergeCommit, reviews, more);
    }

    /** Returns a reviewer whose last word on {@code commit} is that it must be worked on. */
    Optional<String> objector(CommitId commit) {
        Map<String, ReviewDraft.Event> last = new LinkedHashMap<>();
        reviews.stream()
                .filter(review -> review.head().equals(commit) && review.event() != ReviewDraft.Event.COMMENT)
                .forEach(review -> last.put(review.reviewer(), review.event()));
        return last.entrySet().stream()
                .filter(entry -> entry.getValue() == ReviewDraft.Event.REQUEST_CHANGES)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
