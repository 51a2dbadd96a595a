package dev.tandemwork.cli.plan;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A plan as a YAML file; {@code docs/plan.md} describes it. */
public final class PlanFile {
    static final List<String> FIELDS =
            List.of("title", "repository", "base", "agent", "defaults", "limits", "setup", "checks", "tasks");
    static final List<String> DEFAULTS = List.of("limits", "setup", "checks", "agent");
    private static final String REPOSITORY = "the path of a git repository";
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|[^/]+@[^/]+:.*");

    private final Path file;
    private final Problems problems;
    private final AgentField agents;
    private final Fields top;

    private PlanFile(Path file, List<String> agents) {
        this.file = file;
        this.problems = new Problems(file.toString());
        this.agents = new AgentField(agents);
        this.top = new Value(YamlFile.read(file, problems), "", problems).fields(FIELDS);
    }

    /**
     * Returns the plan that {@code file} holds. A relative repository is found from the file's folder.
     *
     * @param agents the names of the agents that a plan may use
     * @throws PlanFileException with every problem of the file
     */
    public static Plan read(Path file, List<String> agents) {
        return new PlanFile(file, agents).read();
    }

    private Plan read() {
        TaskField.Defaults defaults = defaults();
        Optional<Value> list = top.require("tasks", "a list of tasks");
        List<Value> items = list.map(tasks -> tasks.items("a list of tasks")).orElse(List.of());
        if (list.isPresent() && items.isEmpty() && problems.isEmpty()) {
            list.get().problem("field [tasks] is an empty list; expected one task at least");
        }
        List<TaskField.Found> tasks = items.stream()
                .flatMap(item -> TaskField.read(item, defaults, agents).stream())
                .toList();
        Dependencies.check(tasks);
        return plan(tasks.stream().map(TaskField.Found::task).toList());
    }

    private Plan plan(List<Task> tasks) {
        String title = text("title", "one line").orElseGet(() -> stem(file));
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        return new Plan(title, tasks);
    }

    private TaskField.Defaults defaults() {
        Optional<Fields> nested = top.find("defaults").map(value -> value.fields(DEFAULTS));
        Optional<Value> limits = nested.flatMap(fields -> fields.find("limits"));
        Limits first =
                limits.map(value -> LimitsField.read(value, Limits.defaults())).orElse(Limits.defaults());
        return new TaskField.Defaults(
                repository(),
                text("base", "the name of a branch").orElse("main"),
                either("agent", nested).flatMap(agents::read).orElse(AgentSpec.named("claude")),
                top.find("limits").map(value -> LimitsField.read(value, first)).orElse(first),
                either("setup", nested).flatMap(SetupField::read),
                either("checks", nested).map(ChecksField::read).orElse(List.<Check>of()));
    }

    /** A field may stand at the top or below {@code defaults}, but not in both places. */
    private Optional<Value> either(String name, Optional<Fields> nested) {
        Optional<Value> inner = nested.flatMap(fields -> fields.find(name));
        top.find(name)
                .filter(value -> inner.isPresent())
                .ifPresent(value -> value.problem(
                        "field [" + name + "] is there and in [defaults] as well; expected it in one place"));
        return top.find(name).or(() -> inner);
    }

    private String repository() {
        return top.require("repository", REPOSITORY)
                .flatMap(value -> value.parsed(REPOSITORY, this::resolve))
                .orElse("?");
    }

    private String resolve(String text) {
        if (text.startsWith("file:")) {
            return Path.of(URI.create(text)).toString();
        }
        return REMOTE.matcher(text).matches()
                ? text
                : folder().resolve(text).normalize().toString();
    }

    private Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }

    private Optional<String> text(String name, String expected) {
        return top.find(name).flatMap(value -> value.text(expected)).map(String::strip);
    }

    /** Returns the file's name without its ending. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
