package dev.tandemwork.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts programs in a session of their own, where the system has {@code setsid}: a Ctrl-C at the terminal is for this
 * program, and must not end what it runs.
 */
public final class OwnSession {
    private static final List<String> PLACES = List.of("/usr/bin/setsid", "/bin/setsid");

    private OwnSession() {}

    /** Returns {@code command} in a session of its own; as it is, if its program is not found, so that starting it tells. */
    public static List<String> of(List<String> command) {
        Optional<Path> setsid =
                PLACES.stream().map(Path::of).filter(OwnSession::isProgram).findFirst();
        if (setsid.isEmpty() || !isFound(command.get(0))) {
            return command;
        }
        List<String> line = new ArrayList<>(List.of(setsid.get().toString()));
        line.addAll(command);
        return line;
    }

    private static boolean isFound(String program) {
        if (program.contains("/")) {
            return program.startsWith("/") && isProgram(Path.of(program));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> isProgram(Path.of(folder, program)));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
