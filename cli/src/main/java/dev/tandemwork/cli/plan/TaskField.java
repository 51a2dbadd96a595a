package dev.tandemwork.cli.plan;

import dev.tandemwork.Names;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Setup;
import dev.tandemwork.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the {@code tasks}. */
final class TaskField {
    static final List<String> FIELDS = List.of(
            "id",
            "title",
            "instructions",
            "scope",
            "depends-on",
            "touches",
            "setup",
            "checks",
            "agent",
            "limits",
            "base");
    private static final String GLOB = "a glob of paths below the repository's folder, such as src/** or *.md";
    private static final String ID = "a name: 1 to 63 letters, digits, '.', '_' or '-', led by a letter or digit";

    /**
     * What holds for a task that does not say otherwise.
     *
     * @param repository where to clone from
     * @param base the branch to land on
     */
    record Defaults(
            String repository,
            String base,
            AgentSpec agent,
            Limits limits,
            Optional<Setup> setup,
            List<Check> checks) {}

    private final Value value;
    private final Fields fields;
    private final AgentField agents;

    private TaskField(Value value, AgentField agents) {
        this.value = value;
        this.fields = value.fields(FIELDS);
        this.agents = agents;
    }

    /** Returns the task, or nothing if it is not usable; then its problems are told. */
    static Optional<Found> read(Value value, Defaults defaults, AgentField agents) {
        return new TaskField(value, agents).read(defaults);
    }

    /**
     * A task and where it stands in the file.
     *
     * @param dependencies the ids it depends on, each with its place
     */
    record Found(Task task, Value place, List<Value> dependencies) {}

    private Optional<Found> read(Defaults defaults) {
        Optional<String> id =
                fields.require("id", ID).flatMap(field -> field.parsed(ID, text -> Names.requireName("task", text)));
        Optional<String> instructions = fields.require("instructions", "what the agent is to do")
                .flatMap(field -> field.text("what the agent is to do"));
        List<Value> dependencies = dependencies();
        Task task = task(id.orElse("unnamed"), instructions.orElse("?"), defaults)
                .dependsOn(dependencies.stream()
                        .flatMap(one -> one.text("the id of a task").stream())
                        .toList())
                .build();
        return id.map(known -> new Found(task, value, dependencies));
    }

    private Task.Builder task(String id, String instructions, Defaults defaults) {
        Task.Builder task = Task.builder(id)
                .title(text("title", "one line").orElseGet(() -> firstLine(instructions)))
                .instructions(instructions)
                .repository(defaults.repository())
                .baseBranch(text("base", "the name of a branch").orElse(defaults.base()))
                .agent(fields.find("agent").flatMap(agents::read).orElse(defaults.agent()))
                .scope(globs("scope"))
                .touches(globs("touches"))
                .limits(fields.find("limits")
                        .map(limits -> LimitsField.read(limits, defaults.limits()))
                        .orElse(defaults.limits()));
        fields.find("setup").map(SetupField::read).orElse(defaults.setup()).ifPresent(task::setup);
        fields.find("checks").map(ChecksField::read).orElse(defaults.checks()).forEach(task::check);
        return task;
    }

    private List<Value> dependencies() {
        return fields.find("depends-on")
                .map(list -> list.items("a list of ids of tasks"))
                .orElseGet(ArrayList::new);
    }

    private List<String> globs(String name) {
        return fields.find(name).map(list -> list.items("a list of globs of paths")).orElse(List.of()).stream()
                .flatMap(item -> item.parsed(GLOB, TaskField::glob).stream())
                .toList();
    }

    /** What a person may well write, but what no path of a change ever looks like. */
    private static String glob(String text) {
        if (text.startsWith("/")
                || text.startsWith("./")
                || List.of(text.split("/")).contains("..")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private Optional<String> text(String name, String expected) {
        return fields.find(name).flatMap(field -> field.text(expected)).map(TaskField::firstLine);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
