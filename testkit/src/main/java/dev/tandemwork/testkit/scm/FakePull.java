package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A pull request in memory. Guarded by its host's lock. */
final class FakePull {
    private PullRequest pull;
    private final Map<String, ReviewDraft> reviews = new LinkedHashMap<>();
    private final Map<String, String> comments = new LinkedHashMap<>();

    FakePull(PullRequest pull) {
        this.pull = pull;
    }

    PullRequest now() {
        return pull;
    }

    boolean isMerged() {
        return pull.state() == PullRequest.State.MERGED;
    }

    /** Follows the branch, until it is merged. */
    PullRequest at(Optional<CommitId> live) {
        if (!isMerged()) {
            PullRequest.State state = live.isPresent() ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
            pull = with(live.orElse(pull.head()), state, Optional.empty());
        }
        return pull;
    }

    void merged(CommitId commit) {
        pull = with(pull.head(), PullRequest.State.MERGED, Optional.of(commit));
    }

    private PullRequest with(CommitId head, PullRequest.State state, Optional<CommitId> commit) {
        return new PullRequest(
                pull.ref(),
                pull.title(),
                pull.body(),
                pull.author(),
                pull.branch(),
                head,
                pull.baseBranch(),
                state,
                commit,
                pull.url());
    }

    void review(ReviewDraft draft) {
        reviews.putIfAbsent(draft.key(), draft);
    }

    void comment(String key, String markdown) {
        comments.put(key, markdown);
    }

    List<ReviewDraft> reviews() {
        return List.copyOf(reviews.values());
    }

    List<String> published() {
        return Stream.concat(reviews.values().stream().map(ReviewDraft::body), comments.values().stream())
                .toList();
    }

    /** Returns whether a reviewer's last word on {@code head} is that it must be worked on. */
    boolean isBlockedAt(CommitId head) {
        Map<String, Event> last = new LinkedHashMap<>();
        reviews.values().stream()
                .filter(review -> review.head().equals(head) && review.event() != Event.COMMENT)
                .forEach(review -> last.put(review.reviewer(), review.event()));
        return last.containsValue(Event.REQUEST_CHANGES);
    }
}
