package dev.tandemwork.scm;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checks of a commit say together.
 *
 * @param state the sum
 * @param evidence every check that was seen
 */
public record CheckVerdict(State state, List<CheckRun> evidence) {
    /** What checks say together. */
    public enum State {
        /** Every required check passed. */
        GREEN,
        /** A check failed. */
        RED,
        /** A check has not ended. */
        PENDING,
        /** No check was seen at all. */
        NOT_YET_REPORTED
    }

    /** Refuses a null, and copies the list. */
    public CheckVerdict {
        Objects.requireNonNull(state, "state");
        evidence = List.copyOf(evidence);
    }

    /** Returns the sum of {@code runs}, each of them required. */
    public static CheckVerdict of(List<CheckRun> runs) {
        return new CheckVerdict(sum(runs), runs);
    }

    /**
     * Returns this verdict for a caller who requires the checks {@code names}: as long as one of them was not seen, it is
     * {@link State#NOT_YET_REPORTED} at best.
     */
    public CheckVerdict requiring(Set<String> names) {
        Set<String> seen = evidence.stream().map(CheckRun::name).collect(Collectors.toUnmodifiableSet());
        boolean lacks = state != State.RED && !seen.containsAll(names);
        return lacks ? new CheckVerdict(State.NOT_YET_REPORTED, evidence) : this;
    }

    private static State sum(List<CheckRun> runs) {
        if (runs.isEmpty()) {
            return State.NOT_YET_REPORTED;
        }
        if (runs.stream().anyMatch(run -> run.state() == CheckRun.State.FAILED)) {
            return State.RED;
        }
        return runs.stream().allMatch(run -> run.state() == CheckRun.State.PASSED) ? State.GREEN : State.PENDING;
    }
}
