package dev.tandemwork.graph;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A graph that ends in a loop.
 *
 * @param <I> what goes into the graph
 * @param <S> what a round of the loop begins with
 * @param <O> what comes out
 */
public final class Looped<I, S, O> extends Graph<I, O> {
    static final int MOST_ROUNDS = 1_000_000;

    private final Type in;
    private final List<Step> steps;

    Looped(Type in, List<Step> steps) {
        this.in = in;
        this.steps = steps;
    }

    /**
     * Returns this graph with a way out for when no round is left: it is given what the next round would have begun with.
     * Without it, the loop fails then.
     */
    public Graph<I, O> onExhausted(Graph<? super S, ? extends O> way) {
        List<Step> before = steps.subList(0, steps.size() - 1);
        Step.Rounds loop = (Step.Rounds) steps.get(steps.size() - 1);
        StepNames.requireUnique(steps, way.steps());
        List<Step> all = new ArrayList<>(before);
        all.add(new Step.Rounds(
                loop.name(),
                loop.formerNames(),
                loop.bound(),
                loop.fixed(),
                loop.body(),
                loop.decide(),
                Optional.of(way.steps())));
        return Pipeline.of(in, List.copyOf(all));
    }

    @Override
    public Type inputType() {
        return in;
    }

    @Override
    public List<Step> steps() {
        return steps;
    }
}
