package dev.tandemwork.agents;

import dev.tandemwork.task.Check;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import java.util.List;

/** Writes what an agent is told. */
public final class Briefing {
    private final Attempt attempt;
    private final List<String> conflicts;
    private final StringBuilder text = new StringBuilder();

    private Briefing(Attempt attempt, List<String> conflicts) {
        this.attempt = attempt;
        this.conflicts = conflicts;
    }

    /**
     * Returns the instructions of a task for a new session, and the feedback for any but the first attempt.
     *
     * @param conflicts files in which the base branch was merged with conflicts
     */
    public static String of(Attempt attempt, boolean newSession, List<String> conflicts) {
        return new Briefing(attempt, conflicts).write(newSession);
    }

    private String write(boolean newSession) {
        if (newSession) {
            task(attempt.task());
        }
        attempt.feedback().ifPresent(feedback -> text.append(feedback.render()).append('\n'));
        if (!conflicts.isEmpty()) {
            conflicts();
        }
        return text.toString().isBlank() ? "Go on with the task." : text.toString();
    }

    private void task(Task task) {
        text.append("# ")
                .append(task.title())
                .append("\n\n")
                .append(task.instructions())
                .append("\n\n");
        text.append("You are in a clone of the repository, on the branch `").append(task.branch());
        text.append("`. Change its files here. What you leave uncommitted is committed for you; do not push.\n\n");
        section(
                "Change only these paths",
                task.scope().stream().map(glob -> "`" + glob + "`").toList());
        section(
                "These commands must succeed",
                task.checks().stream().map(Briefing::command).toList());
    }

    private void conflicts() {
        text.append("The branch `")
                .append(attempt.task().baseBranch())
                .append("` was merged into yours, and the merge is not done yet.\n\n");
        section(
                "Resolve the conflict markers in",
                conflicts.stream().map(file -> "`" + file + "`").toList());
    }

    private void section(String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append(title).append(":\n\n");
            items.forEach(item -> text.append("- ").append(item).append('\n'));
            text.append('\n');
        }
    }

    private static String command(Check check) {
        List<String> command = check.command();
        boolean shell = command.size() == 3
                && command.get(0).equals("sh")
                && command.get(1).equals("-c");
        return "`" + (shell ? command.get(2) : String.join(" ", command)) + "`";
    }
}
