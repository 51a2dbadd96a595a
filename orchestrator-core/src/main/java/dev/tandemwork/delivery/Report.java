package dev.tandemwork.delivery;

import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param tasks each task's end, in the order of the plan
 */
public record Report(List<TaskEnd> tasks) {
    /** Copies the list. */
    public Report {
        tasks = List.copyOf(tasks);
    }

    /** What became of a task. */
    public sealed interface TaskEnd {
        /** Returns the task's id. */
        String task();
    }

    /**
     * It has landed.
     *
     * @param task the task's id
     * @param landed how
     */
    public record Landed(String task, Turn.Landed landed) implements TaskEnd {}

    /**
     * It has failed.
     *
     * @param task the task's id
     * @param failure why
     */
    public record Failed(String task, Failure failure) implements TaskEnd {}

    /**
     * It was cancelled.
     *
     * @param task the task's id
     * @param reason why
     */
    public record Cancelled(String task, String reason) implements TaskEnd {}

    /**
     * It never began.
     *
     * @param task the task's id
     * @param dependency the task that it depends on, and that has not landed
     */
    public record Skipped(String task, String dependency) implements TaskEnd {}

    /** Returns the report of branches that have ended. */
    public static Report of(List<Branch<Turn.Landed>> branches) {
        return new Report(branches.stream().map(Report::end).toList());
    }

    /** Returns whether every task has landed. */
    public boolean allLanded() {
        return tasks.stream().allMatch(Landed.class::isInstance);
    }

    private static TaskEnd end(Branch<Turn.Landed> branch) {
        return branch.fold(
                done -> new Landed(done.key(), done.value()),
                failed -> new Failed(failed.key(), failed.failure()),
                cancelled -> new Cancelled(cancelled.key(), cancelled.reason()),
                skipped -> new Skipped(skipped.key(), skipped.dependency()));
    }
}
