package dev.tandemwork.task;

import dev.tandemwork.Names;
import java.time.Duration;
import java.util.List;

/**
 * A command that must succeed for a task's change to be good: its tests, say.
 *
 * @param name unique within its task
 * @param command the program and its arguments, run in the root of a clone
 * @param timeout the longest it may take
 */
public record Check(String name, List<String> command, Duration timeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** Refuses an empty command. */
    public Check {
        Names.requireName("check", name);
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("check [" + name + "] has no command; expected a program to run");
        }
    }

    /** Returns a check that runs {@code script} by {@code sh}, for at most 10 minutes. */
    public static Check shell(String name, String script) {
        return new Check(name, List.of("sh", "-c", script), DEFAULT_TIMEOUT);
    }
}
