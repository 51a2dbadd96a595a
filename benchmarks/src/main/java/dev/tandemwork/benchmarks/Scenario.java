package dev.tandemwork.benchmarks;

import java.util.List;

/** Something to be measured by a program of its own. */
@FunctionalInterface
interface Scenario {
    /** Measures, as often as {@code repeats} says, and returns what came of it. */
    List<Figure> measure(int repeats) throws Exception;
}
