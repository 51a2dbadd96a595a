package dev.tandemwork.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts programs in a session of their own, where the system has {@code setsid}: a Ctrl-C at the terminal is for this
 * program, and must not end what it runs.
 */
public final class OwnSession {
    private OwnSession() {}

    /**
     * Returns {@code command} in a session of its own; as it is, if its program is not found, so that starting it tells.
     *
     * @param directory where it will run
     */
    public static List<String> of(List<String> command, Path directory) {
        Optional<Path> setsid = Command.find("setsid", Command.SYSTEM_PATH, directory);
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        if (setsid.isEmpty() || Command.find(command.get(0), path, directory).isEmpty()) {
            return command;
        }
        List<String> line = new ArrayList<>(List.of(setsid.get().toString()));
        line.addAll(command);
        return line;
    }
}
