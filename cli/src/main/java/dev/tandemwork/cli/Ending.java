package dev.tandemwork.cli;

import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.live.Phase;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run has ended, for a person and for a program.
 *
 * @param exit the exit code
 * @param outcome a word: {@code completed}, {@code parked}, {@code failed}, {@code cancelled}
 * @param sentences what to say about it
 * @param report where the report is
 */
record Ending(ExitCode exit, String outcome, List<String> sentences, Optional<Path> report) {
    Ending {
        sentences = List.copyOf(sentences);
    }

    static Ending of(Outcome<Report> outcome, BoardView board, Hints hints) {
        return outcome.fold(
                done -> completed(done.value(), board),
                parked -> parked(parked.questions().size(), hints),
                failed -> new Ending(
                        ExitCode.FAILED,
                        "failed",
                        failed.failure().describe().lines().toList(),
                        Optional.empty()),
                cancelled -> new Ending(
                        ExitCode.CANCELLED,
                        "cancelled",
                        List.of("the run was cancelled: " + cancelled.reason()),
                        Optional.empty()));
    }

    Ending withReport(Optional<Path> file) {
        return new Ending(exit, outcome, sentences, file);
    }

    private static Ending completed(Report report, BoardView board) {
        if (report.allLanded()) {
            String all = board.tasks().size() == 1 ? "the task has landed" : "all tasks have landed";
            return new Ending(ExitCode.DONE, "completed", List.of(all), Optional.empty());
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(board.count(Phase.LANDED) + " of " + board.tasks().size() + " tasks have landed");
        report.tasks().stream().flatMap(end -> reason(end).stream()).forEach(sentences::add);
        return new Ending(ExitCode.NOT_ALL_LANDED, "completed", sentences, Optional.empty());
    }

    private static Optional<String> reason(Report.TaskEnd end) {
        if (end instanceof Report.Failed failed) {
            return Optional.of(
                    "task [" + failed.task() + "] failed: " + failed.failure().message());
        }
        if (end instanceof Report.Cancelled cancelled) {
            return Optional.of("task [" + cancelled.task() + "] was cancelled: " + cancelled.reason());
        }
        return end instanceof Report.Skipped skipped
                ? Optional.of(
                        "task [" + skipped.task() + "] never began, for [" + skipped.dependency() + "] has not landed")
                : Optional.empty();
    }

    private static Ending parked(int questions, Hints hints) {
        String sentence = questions == 0
                ? "the run is stopped; go on with: " + hints.command("resume")
                : "the run waits for " + (questions == 1 ? "an answer" : questions + " answers")
                        + "; the commands above give it, and go on";
        return new Ending(ExitCode.PARKED, "parked", List.of(sentence), Optional.empty());
    }
}
