package dev.tandemwork.cli.report;

import dev.tandemwork.graph.Failure;
import dev.tandemwork.review.Finding;
import dev.tandemwork.scm.Change;
import java.util.List;
import java.util.Locale;

/**
 * The report as Markdown.
 *
 * @param story what became of the run
 */
record MarkdownReport(RunStory story) {
    String render() {
        StringBuilder out = new StringBuilder("# " + safe(story.title()) + ": " + safe(story.headline()) + "\n\n");
        out.append("Run ").append(safe(story.run())).append(" ").append(story.status());
        out.append(", begun ").append(Words.of(story.began())).append(": ");
        out.append(Words.of(story.took())).append(", ").append(Words.count(story.attempts(), "attempt"));
        out.append(", ").append(story.usage().cost()).append(".\n");
        story.questions().forEach(question -> out.append(question(question)));
        story.failure()
                .ifPresent(failure -> out.append("\n## Why the run failed\n\n").append(tree(failure, "")));
        if (!story.tasks().isEmpty()) {
            out.append(table()).append("\n").append(SafeText.fenced("mermaid", TaskMap.mermaid(story)));
            story.tasks().forEach(task -> out.append(section(task)));
        }
        return out.toString();
    }

    private static String question(OpenQuestion question) {
        return "\nOpen question at " + safe(question.path()) + ": " + safe(question.prompt()) + "\n";
    }

    private String table() {
        StringBuilder out = new StringBuilder("\n| Task | State | Attempts | Cost | Pull request | Commit |\n");
        out.append("| --- | --- | --- | --- | --- | --- |\n");
        for (TaskStory task : story.tasks()) {
            String pull = task.change()
                    .flatMap(Change::pullRequest)
                    .map(Object::toString)
                    .orElse("");
            String commit = task.landed().map(end -> end.commit().abbreviated()).orElse("");
            out.append(row(List.of(
                    safe(task.task().id()),
                    task.state().words(),
                    Integer.toString(task.rounds().size()),
                    safe(task.usage().cost().toString()),
                    safe(pull),
                    commit)));
        }
        return out.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String section(TaskStory task) {
        StringBuilder out = new StringBuilder("\n## " + safe(task.task().title()) + "\n");
        task.rounds().forEach(round -> out.append(round(round)));
        task.talk().forEach(mark -> out.append("\n").append(safe(mark.text())).append("\n"));
        if (!task.failures().isEmpty()) {
            out.append("\nFailures:\n\n");
            task.failures().forEach(failure -> out.append(tree(failure, "")));
        }
        return out.toString();
    }

    private static String round(Round round) {
        StringBuilder out = new StringBuilder("\nAttempt " + round.number() + " (" + Words.of(round.took()) + "): ");
        out.append(safe(round.verdict())).append(".");
        out.append(round.summary().isBlank() ? "" : " " + safe(round.summary())).append("\n");
        if (!round.findings().isEmpty()) {
            out.append("\n");
            round.findings().forEach(finding -> out.append(finding(finding)));
        }
        return out.toString();
    }

    private static String finding(Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        return "- " + severity + ", " + safe(finding.anchor().describe()) + ": " + safe(finding.title()) + "\n";
    }

    private static String tree(Failure failure, String indent) {
        String line = indent + "- " + failure.reason() + " at " + safe(failure.path()) + ": " + safe(failure.message())
                + "\n";
        StringBuilder out = new StringBuilder(line);
        failure.causes().forEach(cause -> out.append(tree(cause, indent + "  ")));
        return out.toString();
    }

    private static String safe(String text) {
        return SafeText.markdown(text);
    }
}
