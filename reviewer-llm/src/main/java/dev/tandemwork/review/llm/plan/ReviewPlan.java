package dev.tandemwork.review.llm.plan;

import java.util.List;

/**
 * How a change is looked at: each of its changed lines is in one chunk, or in a file that a rule of the base branch excludes.
 *
 * @param chunks in the order of the change
 * @param exclusions what no chunk has
 */
public record ReviewPlan(List<Chunk> chunks, List<Exclusion> exclusions) {
    /** Copies the lists. */
    public ReviewPlan {
        chunks = List.copyOf(chunks);
        exclusions = List.copyOf(exclusions);
    }
}
