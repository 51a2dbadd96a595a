package dev.tandemwork.graph;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What branches make together. Types are erased, as in {@link Step}. */
public sealed interface Join {
    /**
     * Waits for every branch, whatever becomes of it.
     *
     * @param combine the branches in the order of their items
     */
    record Settle(Function<List<Branch<Object>>, Object> combine) implements Join {}

    /**
     * Needs every branch; the first that fails cancels the others.
     *
     * @param combine the results in the order of their items
     */
    record All(Function<List<Object>, Object> combine) implements Join {}

    /**
     * Needs some branches; the others are cancelled.
     *
     * @param count how many
     * @param combine their results in the order of arrival
     */
    record First(int count, Function<List<Object>, Object> combine) implements Join {}

    /**
     * Takes each branch as it ends.
     *
     * @param seed what to begin with
     * @param step what has been made so far, and the branch that has just ended
     */
    record Fold(Object seed, BiFunction<Object, Branch<Object>, Object> step) implements Join {}
}
