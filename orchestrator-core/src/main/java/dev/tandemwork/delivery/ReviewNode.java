package dev.tandemwork.delivery;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.graph.Recovery;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import java.util.List;

/** The node of one reviewer, named by its id. A reviewer that fails or hangs has not ended its review. */
public final class ReviewNode {
    private final Reviewer reviewer;
    private final String id;

    private ReviewNode(Reviewer reviewer) {
        this.reviewer = Delivery.guarded(reviewer);
        this.id = reviewer.id();
    }

    /** Returns the node. */
    public static Node<Proposal, Reviewed.Review> of(Reviewer reviewer) {
        ReviewNode node = new ReviewNode(reviewer);
        return Graph.node(node.id, Proposal.class, Reviewed.Review.class, node::review)
                .timeout(Delivery.REVIEW_LIMIT)
                .onFailure(new FailedReview(node.id).graph());
    }

    private Reviewed.Review review(Proposal proposal, NodeContext context) throws InterruptedException {
        ReviewOutcome outcome = reviewer.review(requestFor(proposal), context);
        context.spend(outcome.usage());
        return new Reviewed.Review(id, outcome);
    }

    static ReviewRequest requestFor(Proposal proposal) {
        Attempt attempt = proposal.submission().attempt();
        return new ReviewRequest(
                attempt.task(),
                proposal.change(),
                proposal.onto(),
                attempt.number(),
                attempt.feedback().map(Feedback::findings).orElse(List.of()));
    }

    private record FailedReview(String reviewer) {
        @SuppressWarnings("unchecked")
        Graph<Recovery<Proposal>, Reviewed.Review> graph() {
            Class<Recovery<Proposal>> type = (Class<Recovery<Proposal>>) (Class<?>) Recovery.class;
            return Graph.of(type).map(this::incomplete);
        }

        private Reviewed.Review incomplete(Recovery<Proposal> failed) {
            Failure failure = failed.failure();
            return new Reviewed.Review(
                    reviewer, new Incomplete(reasonOf(failure), failure.message(), List.of(), Usage.NONE));
        }

        private static ReviewOutcome.Reason reasonOf(Failure failure) {
            return switch (failure.reason()) {
                case TIMEOUT, IDLE -> ReviewOutcome.Reason.TIMEOUT;
                case BUDGET -> ReviewOutcome.Reason.BUDGET;
                default -> ReviewOutcome.Reason.FAILED;
            };
        }
    }
}
