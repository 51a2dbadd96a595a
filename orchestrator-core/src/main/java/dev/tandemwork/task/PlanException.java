package dev.tandemwork.task;

import dev.tandemwork.TandemworkException;
import java.util.List;

/** Thrown when tasks do not make a plan: a name is taken twice, a dependency is unknown, or tasks wait for each other. */
public final class PlanException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    PlanException(List<String> problems) {
        super("plan is not usable: " + String.join("; ", problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem found, a sentence each. */
    public List<String> problems() {
        return problems;
    }
}
