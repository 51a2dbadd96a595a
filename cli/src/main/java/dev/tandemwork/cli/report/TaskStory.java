package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Turn;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.scm.Change;
import dev.tandemwork.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a task.
 *
 * @param task what was to be done
 * @param state where it stands
 * @param spans when it was worked on, in order
 * @param marks what happened, in order
 * @param rounds its attempts, in order
 * @param change the change as it was last, if there is one
 * @param landed how it has landed, if it has
 * @param failures why it has failed, or an attempt of a node has
 * @param usage what it used in all
 */
record TaskStory(
        Task task,
        TaskState state,
        List<Span> spans,
        List<Mark> marks,
        List<Round> rounds,
        Optional<Change> change,
        Optional<Turn.Landed> landed,
        List<Failure> failures,
        Usage usage) {
    private static final Set<Mark.Kind> TALK = Set.of(Mark.Kind.ASKED, Mark.Kind.ANSWERED, Mark.Kind.ENDED);

    TaskStory {
        spans = List.copyOf(spans);
        marks = List.copyOf(marks);
        rounds = List.copyOf(rounds);
        failures = List.copyOf(failures);
    }

    /** Returns what was asked and answered, and how the task was ended from outside. */
    List<Mark> talk() {
        return marks.stream().filter(mark -> TALK.contains(mark.kind())).toList();
    }
}
