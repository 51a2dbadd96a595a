package dev.tandemwork.cli.live;

import dev.tandemwork.budget.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands.
 *
 * @param run its name
 * @param title the plan's title
 * @param began when it began
 * @param ended when it ended
 * @param outcome a word for how it stands: {@code running}, {@code completed}, {@code failed} or {@code cancelled}
 * @param tasks the tasks, in the order of the plan
 * @param questions the open questions
 * @param cost what all has used
 */
public record BoardView(
        String run,
        String title,
        Optional<Instant> began,
        Optional<Instant> ended,
        String outcome,
        List<TaskView> tasks,
        List<QuestionView> questions,
        Money cost) {
    /** Copies the lists. */
    public BoardView {
        tasks = List.copyOf(tasks);
        questions = List.copyOf(questions);
    }

    /** Returns how many tasks are in {@code phase}. */
    public long count(Phase phase) {
        return tasks.stream().filter(task -> task.phase() == phase).count();
    }
}
