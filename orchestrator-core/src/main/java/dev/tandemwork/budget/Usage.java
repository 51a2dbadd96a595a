package dev.tandemwork.budget;

import java.util.Objects;

/**
 * What a piece of work has used.
 *
 * @param cost money, as the provider or the agent reported it
 * @param inputTokens tokens read, cached ones included
 * @param outputTokens tokens written
 */
public record Usage(Money cost, long inputTokens, long outputTokens) {
    /** Refuses a null. */
    public Usage {
        Objects.requireNonNull(cost, "cost");
    }

    /** Nothing used. */
    public static final Usage NONE = new Usage(Money.ZERO, 0, 0);

    /** Returns a usage of money alone. */
    public static Usage of(Money cost) {
        return new Usage(cost, 0, 0);
    }

    /** Returns the sum of this and {@code other}. */
    public Usage plus(Usage other) {
        if (other.equals(NONE)) {
            return this;
        }
        return new Usage(cost.plus(other.cost), inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }

    /**
     * Returns what this adds to {@code earlier}. A total that starts again from zero, so that any part of it is smaller
     * than before, is counted whole.
     */
    public Usage since(Usage earlier) {
        boolean restarted =
                earlier.cost.exceeds(cost) || earlier.inputTokens > inputTokens || earlier.outputTokens > outputTokens;
        return restarted
                ? this
                : new Usage(
                        cost.minus(earlier.cost),
                        inputTokens - earlier.inputTokens,
                        outputTokens - earlier.outputTokens);
    }
}
