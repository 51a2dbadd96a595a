package dev.tandemwork.graph;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A branch for each item, to be joined.
 *
 * @param <I> what goes into the graph
 * @param <T> an item
 * @param <R> the result of a branch
 */
public final class ForEach<I, T, R> {
    private final Graph<?, ?> before;
    private final Step.Fork fork;

    private ForEach(Graph<?, ?> before, Step.Fork fork) {
        this.before = before;
        this.fork = fork;
    }

    static <I, T, R> ForEach<I, T, R> of(
            Graph<?, ?> before,
            String name,
            Function<?, ? extends List<? extends T>> items,
            Function<? super T, String> key,
            List<Step> body) {
        Join unused = new Join.All(results -> results);
        return new ForEach<>(
                before,
                new Step.Fork(
                        name, List.of(), Erased.items(items), Erased.function(key), item -> List.of(), body, unused));
    }

    /** Returns these branches, each to begin when those of the items with the returned keys have completed. */
    public ForEach<I, T, R> dependsOn(Function<? super T, ? extends List<String>> keys) {
        return new ForEach<>(
                before,
                new Step.Fork(
                        fork.name(),
                        List.of(),
                        fork.items(),
                        fork.key(),
                        Erased.function(keys),
                        fork.body(),
                        fork.join()));
    }

    /** Returns the graph that waits for every branch, whatever becomes of it; in the order of the items. */
    public Graph<I, List<Branch<R>>> settle() {
        return settle(branches -> branches);
    }

    /** Returns the graph that waits for every branch, whatever becomes of it, and makes one value of them. */
    @SuppressWarnings("unchecked")
    public <P> Graph<I, P> settle(Function<? super List<Branch<R>>, ? extends P> combine) {
        return joined(new Join.Settle((Function<List<Branch<Object>>, Object>) (Function<?, ?>) combine));
    }

    /** Returns the graph that needs every branch, in the order of the items. The first to fail cancels the others. */
    public Graph<I, List<R>> joinAll() {
        return joined(new Join.All(List::copyOf));
    }

    /** Returns the graph that needs {@code count} branches, in the order of arrival, and cancels the others then. */
    public Graph<I, List<R>> firstOf(int count) {
        if (count < 1) {
            throw GraphException.of(fork.name(), "waits for the first " + count + " branches; expected 1 or more");
        }
        return joined(new Join.First(count, List::copyOf));
    }

    /** Returns the graph that takes each branch as it ends. {@code step} is glue; the order of arrival is journalled. */
    @SuppressWarnings("unchecked")
    public <P> Graph<I, P> fold(P seed, BiFunction<? super P, ? super Branch<R>, ? extends P> step) {
        return joined(new Join.Fold(seed, (BiFunction<Object, Branch<Object>, Object>) (BiFunction<?, ?, ?>) step));
    }

    private <P> Graph<I, P> joined(Join join) {
        Step.Fork joined =
                new Step.Fork(fork.name(), List.of(), fork.items(), fork.key(), fork.dependencies(), fork.body(), join);
        return Pipeline.of(before.inputType(), Pipeline.append(before.steps(), List.of(joined)));
    }
}
