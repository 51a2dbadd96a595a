package dev.tandemwork.benchmarks;

import java.io.Serializable;

/**
 * The small record that goes through every graph. langgraph4j copies its state by Java serialization.
 *
 * @param name never changes
 * @param count how many nodes have had it
 */
record Small(String name, int count) implements Serializable {
    static final Small FIRST = new Small("change", 0);

    /** Returns what each node makes of it: the same work for every engine. */
    Small next() {
        return new Small(name, count + 1);
    }

    /** Returns this, if as many nodes have had it. */
    Small require(int nodes) {
        if (count != nodes) {
            throw new IllegalStateException("result [" + this + "] was made by another number of nodes than " + nodes);
        }
        return this;
    }
}
