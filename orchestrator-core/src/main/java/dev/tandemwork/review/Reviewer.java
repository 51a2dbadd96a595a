package dev.tandemwork.review;

/**
 * Judges changes. An LLM, a person's rule, or a deterministic gate; several compose into a quorum.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads, return no null, judge exactly
 * {@code request.change().head()}, return {@link ReviewOutcome.Incomplete} rather than guess, and end soon after their
 * thread is interrupted. They <em>may</em> block, and be called again for the same request after a crash.
 *
 * <p>{@code ReviewerContract} of the test kit holds an implementation to this.
 */
public interface Reviewer {
    /** Returns a short name, unique among the reviewers of a graph. */
    String id();

    /**
     * Judges the change.
     *
     * @throws InterruptedException if the review was cancelled
     */
    ReviewOutcome review(ReviewRequest request, ReviewContext context) throws InterruptedException;
}
