package dev.tandemwork.review.llm.plan;

/**
 * How large a change may be, and how it is divided.
 *
 * @param chunkTokens of the text of one chunk
 * @param chunks at most
 */
public record PlanLimits(int chunkTokens, int chunks) {
    private static final int USUAL_TOKENS = 60_000;
    private static final int USUAL_CHUNKS = 12;

    /** Refuses limits that nothing keeps to. */
    public PlanLimits {
        if (chunkTokens < 1 || chunks < 1) {
            throw new IllegalArgumentException("limits [" + chunkTokens + " tokens, " + chunks
                    + " chunks] leave no room; expected 1 at least of each");
        }
    }

    /** Returns 12 chunks of 60,000 tokens. */
    public static PlanLimits usual() {
        return new PlanLimits(USUAL_TOKENS, USUAL_CHUNKS);
    }
}
