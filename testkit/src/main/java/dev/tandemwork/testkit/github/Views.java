package dev.tandemwork.testkit.github;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Review;
import java.util.List;

/** Makes what a test looks at. */
final class Views {
    private Views() {}

    static PullRequestView of(Pull pull) {
        return new PullRequestView(
                pull.number(),
                pull.title(),
                pull.body(),
                pull.author(),
                pull.headBranch(),
                new CommitId(pull.head()),
                pull.baseBranch(),
                PullRequestView.State.valueOf(pull.state().name()),
                pull.isDraft(),
                pull.landing().map(landing -> new CommitId(landing.commit())),
                pull.labels(),
                pull.reviews().stream().map(review -> review(pull, review)).toList(),
                pull.comments().stream().map(Comment::body).toList());
    }

    private static PullRequestView.ReviewView review(Pull pull, Review review) {
        List<String> lines = pull.remarks().stream()
                .filter(remark -> remark.review() == review.id())
                .map(remark -> remark.spot().path() + ":" + remark.spot().line() + ": " + remark.body())
                .toList();
        return new PullRequestView.ReviewView(
                review.author(), review.state().name(), review.body(), new CommitId(review.commit()), lines);
    }
}
