package dev.tandemwork.review.llm.plan;

import java.util.Objects;
import java.util.function.Function;

/** What came of planning: a plan for all of a change, or the reason that there is none. */
public sealed interface Planning {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<Planned, ? extends T> planned, Function<TooLarge, ? extends T> tooLarge);

    /**
     * A plan.
     *
     * @param plan covers the whole change
     */
    record Planned(ReviewPlan plan) implements Planning {
        /** Refuses a null. */
        public Planned {
            Objects.requireNonNull(plan, "plan");
        }

        @Override
        public <T> T fold(Function<Planned, ? extends T> planned, Function<TooLarge, ? extends T> tooLarge) {
            return planned.apply(this);
        }
    }

    /**
     * A change that does not fit. No part of it is reviewed in place of the whole.
     *
     * @param detail a sentence for people
     */
    record TooLarge(String detail) implements Planning {
        /** Refuses a null. */
        public TooLarge {
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public <T> T fold(Function<Planned, ? extends T> planned, Function<TooLarge, ? extends T> tooLarge) {
            return tooLarge.apply(this);
        }
    }
}
