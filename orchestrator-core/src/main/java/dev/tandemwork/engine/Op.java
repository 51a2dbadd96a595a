package dev.tandemwork.engine;

import java.util.List;

/** A step, made ready to be taken by fibers. Ops hold no state of a run. */
abstract class Op {
    private final List<String> names;

    Op(List<String> names) {
        this.names = names;
    }

    /** Returns the names that this step takes in its scope. */
    final List<String> names() {
        return names;
    }

    /** Takes the step; returns whether the fiber can go on at once. If not, it is not this thread's any more. */
    abstract boolean step(Fiber fiber);
}
