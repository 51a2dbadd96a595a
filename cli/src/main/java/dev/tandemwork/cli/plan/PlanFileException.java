package dev.tandemwork.cli.plan;

import dev.tandemwork.TandemworkException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a file is not a plan. It holds every problem that was found, in the order of the file. */
public final class PlanFileException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    PlanFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems. */
    public List<Problem> problems() {
        return problems;
    }
}
