package dev.tandemwork.task;

import dev.tandemwork.Names;
import java.util.List;
import java.util.Optional;

/**
 * Which agent works on a task.
 *
 * @param name {@code claude}, {@code codex}, {@code droid}, {@code gemini}, {@code opencode}, or {@code command}
 * @param model the model to ask the agent for; empty for the agent's own default
 * @param command for {@code command} only: the program and its arguments; it reads its instructions from the file that
 *     the environment variable {@code TANDEMWORK_PROMPT} names
 */
public record AgentSpec(String name, Optional<String> model, List<String> command) {
    /** The name of an agent that is any command. */
    public static final String COMMAND = "command";

    /** Refuses a {@code command} agent without a command, and a command for any other. */
    public AgentSpec {
        Names.requireName("agent", name);
        command = List.copyOf(command);
        if (name.equals(COMMAND) == command.isEmpty()) {
            throw new IllegalArgumentException("agent [" + name + "] has the command " + command
                    + "; expected a command for the agent 'command', and for no other");
        }
    }

    /** Returns the agent {@code name} with its own default model. */
    public static AgentSpec named(String name) {
        return new AgentSpec(name, Optional.empty(), List.of());
    }

    /** Returns an agent that is the program {@code command}. */
    public static AgentSpec command(List<String> command) {
        return new AgentSpec(COMMAND, Optional.empty(), command);
    }
}
