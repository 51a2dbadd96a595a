package dev.tandemwork.delivery;

import dev.tandemwork.review.ReviewOutcome;
import java.util.List;

/**
 * A proposal, and what every reviewer said of it.
 *
 * @param proposal what was reviewed
 * @param reviews what came of it, a reviewer each
 */
public record Reviewed(Proposal proposal, List<Review> reviews) {
    /** Copies the list. */
    public Reviewed {
        reviews = List.copyOf(reviews);
    }

    /**
     * What a reviewer said.
     *
     * @param reviewer the reviewer's id
     * @param outcome what came of it
     */
    public record Review(String reviewer, ReviewOutcome outcome) {}
}
