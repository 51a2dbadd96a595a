package dev.tandemwork.cli.plan;

import dev.tandemwork.task.AgentSpec;
import java.util.List;
import java.util.Optional;

/** The field {@code agent}: a name, or a map. */
final class AgentField {
    static final List<String> FIELDS = List.of("name", "model", "command");

    private final List<String> known;

    AgentField(List<String> known) {
        this.known = known;
    }

    Optional<AgentSpec> read(Value value) {
        return value.isMap() ? map(value) : name(value).flatMap(name -> spec(value, name, Optional.empty(), List.of()));
    }

    private Optional<AgentSpec> map(Value value) {
        Fields fields = value.fields(FIELDS);
        List<String> command = fields.find("command")
                .map(list -> list.texts("words: the program and its arguments"))
                .orElse(List.of());
        Optional<String> model = fields.find("model").flatMap(field -> field.text("the name of a model"));
        return fields.require("name", expected())
                .flatMap(this::name)
                .flatMap(name -> spec(value, name, model, command));
    }

    private Optional<String> name(Value value) {
        return value.text(expected()).flatMap(name -> {
            if (known.contains(name)) {
                return Optional.of(name);
            }
            value.problem("agent [" + name + "] is not known; expected " + expected() + Spelling.hint(name, known));
            return Optional.empty();
        });
    }

    private static Optional<AgentSpec> spec(Value value, String name, Optional<String> model, List<String> command) {
        boolean isCommand = name.equals(AgentSpec.COMMAND);
        if (isCommand == command.isEmpty()) {
            value.problem("field [" + value.path() + "] has the agent [" + name + "] "
                    + (isCommand ? "without" : "with") + " a command; expected a command for the agent "
                    + "[command], and for no other");
            return Optional.empty();
        }
        return Optional.of(new AgentSpec(name, model, command));
    }

    private String expected() {
        return "one of " + String.join(", ", known);
    }
}
