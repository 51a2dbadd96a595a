package dev.tandemwork.graph;

import java.util.List;

/**
 * A graph that has a name, and so a place of its own in the path of a run.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public abstract sealed class Named<I, O> extends Graph<I, O> permits Node, Ask, Scope {
    private final String name;
    private final List<String> formerly;

    Named(String name, List<String> formerly) {
        this.name = StepNames.require(name);
        this.formerly = StepNames.requireFormer(name, formerly);
    }

    /** Returns its name. */
    public final String name() {
        return name;
    }

    /** Returns the names that it had before, by which runs that began then find it. */
    public final List<String> formerNames() {
        return formerly;
    }
}
