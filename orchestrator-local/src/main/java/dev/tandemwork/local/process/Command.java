package dev.tandemwork.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program to be run.
 *
 * @param line the program and its arguments; no shell is involved
 * @param environment all of its variables
 * @param directory where it runs
 */
public record Command(List<String> line, Map<String, String> environment, Path directory) {
    static final String SYSTEM_PATH = "/usr/bin:/bin";

    /** Copies the lists. */
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** Returns the file that would be run, if there is one. */
    public Optional<Path> program() {
        return find(line.get(0), environment.getOrDefault("PATH", ""), directory);
    }

    /** Returns where {@code program} is, looked for as a shell in {@code directory} would. */
    static Optional<Path> find(String program, String path, Path directory) {
        Stream<Path> candidates = program.contains("/")
                ? Stream.of(directory.resolve(program))
                : Stream.of(path.split(":"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> directory.resolve(part).resolve(program));
        return candidates
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
