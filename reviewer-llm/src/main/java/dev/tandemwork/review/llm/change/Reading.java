package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.ReviewOutcome;
import java.util.Objects;
import java.util.function.Function;

/** What came of reading a change: all of it, or the reason that it can't be known. Half a change is none. */
public sealed interface Reading {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<Whole, ? extends T> whole, Function<Incomplete, ? extends T> incomplete);

    /**
     * The whole change.
     *
     * @param changes what it does
     */
    record Whole(ChangeSet changes) implements Reading {
        /** Refuses a null. */
        public Whole {
            Objects.requireNonNull(changes, "changes");
        }

        @Override
        public <T> T fold(Function<Whole, ? extends T> whole, Function<Incomplete, ? extends T> incomplete) {
            return whole.apply(this);
        }
    }

    /**
     * A change that could not be read, or of which git's own listings disagree.
     *
     * @param reason for the outcome of a review
     * @param detail a sentence for people
     */
    record Incomplete(ReviewOutcome.Reason reason, String detail) implements Reading {
        /** Refuses a null. */
        public Incomplete {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public <T> T fold(Function<Whole, ? extends T> whole, Function<Incomplete, ? extends T> incomplete) {
            return incomplete.apply(this);
        }
    }
}
