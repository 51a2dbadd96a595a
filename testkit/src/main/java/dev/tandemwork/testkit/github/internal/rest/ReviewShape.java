package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Remark;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Review;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;

/** Shows reviews and comments. */
final class ReviewShape {
    private final Repository repository;
    private final UserShape users;
    private final PullShape pulls;
    private final String url;

    ReviewShape(Ask ask, Repository repository) {
        this(ask.hub(), ask.places(), repository);
    }

    ReviewShape(Hub hub, Places places, Repository repository) {
        this.repository = repository;
        this.users = new UserShape(hub, places);
        this.pulls = new PullShape(hub, places, repository, false);
        this.url = new RepositoryShape(hub, places).url(repository);
    }

    ObjectNode review(Pull pull, Review review) {
        ObjectNode shown = Json.object()
                .put("id", review.id())
                .put("node_id", Ids.node("PullRequestReview", review.id()))
                .put("body", review.body())
                .put("state", review.state().name())
                .put("commit_id", review.commit())
                .put("html_url", pulls.page(pull) + "#pullrequestreview-" + review.id())
                .put("pull_request_url", pulls.url(pull))
                .put("author_association", PullShape.association(repository, review.author()));
        if (review.state() != Review.State.PENDING) {
            shown.put("submitted_at", review.submitted().toString());
        }
        shown.set("user", users.simple(review.author()));
        links(shown, pull);
        return shown;
    }

    private void links(ObjectNode shown, Pull pull) {
        ObjectNode links = shown.putObject("_links");
        links.putObject("html").put("href", shown.path("html_url").asText());
        links.putObject("pull_request").put("href", pulls.url(pull));
    }

    ObjectNode remark(Pull pull, Remark remark) {
        String own = url + "/pulls/comments/" + remark.id();
        ObjectNode shown = Json.object()
                .put("id", remark.id())
                .put("node_id", Ids.node("PullRequestReviewComment", remark.id()))
                .put("url", own)
                .put("pull_request_review_id", remark.review())
                .put("body", remark.body())
                .put("path", remark.spot().path())
                .put("diff_hunk", remark.anchor().text())
                .put("position", remark.anchor().position())
                .put("original_position", remark.anchor().position())
                .put("commit_id", remark.commit())
                .put("original_commit_id", remark.commit())
                .put("html_url", pulls.page(pull) + "#discussion_r" + remark.id())
                .put("pull_request_url", pulls.url(pull))
                .put("author_association", PullShape.association(repository, remark.author()))
                .put("created_at", remark.created().toString())
                .put("updated_at", remark.created().toString())
                .put("subject_type", "line");
        place(shown, remark.spot());
        remark.replyTo().ifPresent(to -> shown.put("in_reply_to_id", to));
        shown.set("user", users.simple(remark.author()));
        links(shown, pull);
        ((ObjectNode) shown.path("_links")).putObject("self").put("href", own);
        return shown;
    }

    private static void place(ObjectNode shown, Remark.Spot spot) {
        shown.put("line", spot.line()).put("original_line", spot.line()).put("side", spot.side());
        if (spot.startLine().isPresent()) {
            shown.put("start_line", spot.startLine().getAsInt())
                    .put("original_start_line", spot.startLine().getAsInt())
                    .put("start_side", spot.side());
        } else {
            shown.putNull("start_line").putNull("original_start_line").putNull("start_side");
        }
    }

    ObjectNode comment(Pull pull, Comment comment) {
        ObjectNode shown = Json.object()
                .put("id", comment.id())
                .put("node_id", Ids.node("IssueComment", comment.id()))
                .put("url", url + "/issues/comments/" + comment.id())
                .put("html_url", pulls.page(pull) + "#issuecomment-" + comment.id())
                .put("issue_url", url + "/issues/" + pull.number())
                .put("body", comment.body())
                .put("created_at", comment.created().toString())
                .put("updated_at", comment.updated().toString())
                .put("author_association", PullShape.association(repository, comment.author()));
        shown.set("user", users.simple(comment.author()));
        return shown;
    }
}
