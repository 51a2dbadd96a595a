package dev.tandemwork.task;

import java.time.Duration;
import java.util.List;

/**
 * What makes a fresh clone ready for an agent: what the project needs is installed, say. It is run before each attempt, and
 * an attempt whose setup does not succeed fails without its agent. What it leaves that git does not ignore becomes part of the
 * change.
 *
 * @param command the program and its arguments, run in the root of the clone
 * @param timeout the longest it may take
 */
public record Setup(List<String> command, Duration timeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** Refuses an empty command. */
    public Setup {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("setup has no command; expected a program to run");
        }
    }

    /** Returns a setup that runs {@code script} by {@code sh}, for at most 10 minutes. */
    public static Setup shell(String script) {
        return new Setup(List.of("sh", "-c", script), DEFAULT_TIMEOUT);
    }
}
