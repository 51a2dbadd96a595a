package dev.tandemwork.cli;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.plan.PlanFile;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code graph}. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Prints the tasks of a plan and what they wait for, as a Mermaid flowchart.")
final class GraphCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAN.yaml", description = "The plan.")
    private Path file = Path.of("plan.yaml");

    @Spec
    private @Nullable CommandSpec spec;

    GraphCommand() {}

    @Override
    public Integer call() {
        Plan plan = PlanFile.read(file, Agents.standard().names());
        PrintWriter out = Text.out(spec);
        out.println("flowchart LR");
        plan.tasks().forEach(task -> node(task, plan, out));
        plan.tasks().forEach(task -> task.dependsOn().forEach(id -> edge(plan, id, task.id(), out)));
        return ExitCode.DONE.code();
    }

    private static void node(Task task, Plan plan, PrintWriter out) {
        String title = Printable.line(task.title())
                .replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        out.println("    " + name(plan, task.id()) + "[\"" + task.id() + "<br/>" + title + "\"]");
    }

    private static void edge(Plan plan, String from, String to, PrintWriter out) {
        out.println("    " + name(plan, from) + " --> " + name(plan, to));
    }

    /** An id may be a word that Mermaid knows. */
    private static String name(Plan plan, String id) {
        return "t" + (plan.tasks().stream().map(Task::id).toList().indexOf(id) + 1);
    }
}
