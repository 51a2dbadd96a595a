package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Review;
import java.util.List;

/** What is said about a pull request: comments and reviews. */
final class TalkTypes {
    private final GraphType<Comment> comments;
    private final GraphType<Review> reviews;

    TalkTypes(AccountTypes accounts, String page, String viewer) {
        GraphType<String> oid = new GraphType<String>("Commit").with("oid", sha -> sha);
        comments = new GraphType<Comment>("IssueComment", "Comment", "Node")
                .with("id", comment -> Ids.node("IssueComment", comment.id()))
                .with("databaseId", Comment::id)
                .with("author", comment -> accounts.of(comment.author()))
                .with("authorAssociation", comment -> "COLLABORATOR")
                .with("body", Comment::body)
                .with("createdAt", comment -> comment.created().toString())
                .with("updatedAt", comment -> comment.updated().toString())
                .with("includesCreatedEdit", comment -> !comment.created().equals(comment.updated()))
                .with("isMinimized", comment -> false)
                .with("minimizedReason", comment -> "")
                .with("reactionGroups", comment -> List.of())
                .with("url", comment -> page + "#issuecomment-" + comment.id())
                .with("viewerDidAuthor", comment -> comment.author().equals(viewer));
        reviews = new GraphType<Review>("PullRequestReview", "Comment", "Node")
                .with("id", review -> Ids.node("PullRequestReview", review.id()))
                .with("databaseId", Review::id)
                .with("author", review -> accounts.of(review.author()))
                .with("authorAssociation", review -> review.bot() ? "NONE" : "COLLABORATOR")
                .with("submittedAt", review -> review.submitted().toString())
                .with("createdAt", review -> review.submitted().toString())
                .with("includesCreatedEdit", review -> false)
                .with("reactionGroups", review -> List.of())
                .with("state", Review::state)
                .with("body", Review::body)
                .with("url", review -> page + "#pullrequestreview-" + review.id())
                .with("commit", review -> oid.of(review.commit()));
    }

    GraphObject of(Comment comment) {
        return comments.of(comment);
    }

    GraphObject of(Review review) {
        return reviews.of(review);
    }
}
