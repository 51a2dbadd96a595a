package dev.tandemwork.agents;

import java.util.List;
import java.util.Map;

/**
 * A command to be run.
 *
 * @param command the program, found by {@code PATH}, and its arguments; no shell is involved
 * @param environment variables to set on top of the worker's
 * @param homeFiles files to write below the home folder first, by relative path; an existing file is replaced
 */
public record Invocation(List<String> command, Map<String, String> environment, Map<String, String> homeFiles) {
    /** Copies the collections. */
    public Invocation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        homeFiles = Map.copyOf(homeFiles);
    }
}
