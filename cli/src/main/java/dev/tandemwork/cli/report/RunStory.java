package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param run its name
 * @param title of its plan
 * @param status a word or two
 * @param began when it began
 * @param ended when the last entry of its journal was written
 * @param usage what it used in all
 * @param tasks of the plan, in order
 * @param questions that are open
 * @param failure why the run as a whole has failed
 */
record RunStory(
        String run,
        String title,
        String status,
        Instant began,
        Instant ended,
        Usage usage,
        List<TaskStory> tasks,
        List<OpenQuestion> questions,
        Optional<Failure> failure) {
    RunStory {
        tasks = List.copyOf(tasks);
        questions = List.copyOf(questions);
    }

    Duration took() {
        return Duration.between(began, ended);
    }

    long landed() {
        return tasks.stream().filter(task -> task.state() == TaskState.LANDED).count();
    }

    int attempts() {
        return tasks.stream().mapToInt(task -> task.rounds().size()).sum();
    }

    /** Returns the sentence that says how it went. */
    String headline() {
        return tasks.isEmpty() ? "Run " + run + " " + status : landed() + " of " + tasks.size() + " landed";
    }

    /** Returns how far {@code instant} is into the run, in percent. */
    double percent(Instant instant) {
        double whole = Math.max(1, took().toMillis());
        double part = Duration.between(began, instant).toMillis() * 100.0 / whole;
        return Math.max(0, Math.min(100, part));
    }
}
