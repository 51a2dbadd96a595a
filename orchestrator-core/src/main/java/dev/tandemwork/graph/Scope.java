package dev.tandemwork.graph;

import dev.tandemwork.budget.Money;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A graph as one step, with a name and a scope of its own.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public final class Scope<I, O> extends Named<I, O> {
    private final Type in;
    private final List<Step> body;
    private final Optional<Money> budget;

    private Scope(String name, List<String> formerly, Type in, List<Step> body, Optional<Money> budget) {
        super(name, formerly);
        this.in = in;
        this.body = body;
        this.budget = budget;
    }

    static <I, O> Scope<I, O> of(String name, Type in, List<Step> body) {
        return new Scope<>(name, List.of(), in, body, Optional.empty());
    }

    /** Returns the steps inside. */
    public List<Step> body() {
        return body;
    }

    /** Returns what all nodes inside may spend together. */
    public Optional<Money> budget() {
        return budget;
    }

    /** Returns this graph with a bound on what all nodes inside may spend together. */
    public Scope<I, O> budget(Money money) {
        if (money.equals(Money.ZERO)) {
            throw GraphException.of(name(), "has a budget of nothing; expected some, or no budget(...) at all");
        }
        return new Scope<>(name(), formerNames(), in, body, Optional.of(money));
    }

    /** Returns this graph, to be found by runs that began when it was named {@code names}. */
    @Override
    public Scope<I, O> formerly(String... names) {
        return new Scope<>(name(), List.of(names), in, body, budget);
    }

    @Override
    public Type inputType() {
        return in;
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step.Enter(this));
    }
}
