package dev.tandemwork.local.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that was started: in a session of its own where the system has {@code setsid}, in a control group where it
 * was given one, nice to everything else, without core dumps, and with nothing to read.
 *
 * @param process the program itself
 * @param root the program, as it is found again
 * @param tree the program and all that it starts
 */
public record LaunchedProcess(Process process, RootProcess root, ProcessTree tree) {
    private static final String NICENESS = "5";

    /** Joins the groups whose files come before "--", and becomes the program that comes after it. */
    private static final String LAUNCH =
            "while [ \"$1\" != -- ]; do { echo $$ > \"$1\"; } 2>/dev/null; shift; done; shift; "
                    + "ulimit -c 0; exec \"$@\"";

    /** Starts {@code command}, with {@code marker} in its environment. */
    public static LaunchedProcess start(Command command, ProcessMarker marker, Optional<ControlGroup> group)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line(command, group))
                .directory(command.directory().toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(marker.name(), marker.value());
        Process process = builder.start();
        RootProcess root = RootProcess.of(process.toHandle());
        return new LaunchedProcess(process, root, ProcessTree.of(marker, group, Optional.of(root)));
    }

    private static List<String> line(Command command, Optional<ControlGroup> group) {
        List<String> line = new ArrayList<>();
        Command.find("nice", Command.SYSTEM_PATH, command.directory())
                .ifPresent(nice -> line.addAll(List.of(nice.toString(), "-n", NICENESS)));
        line.addAll(List.of("/bin/sh", "-c", LAUNCH, "tandemwork"));
        group.ifPresent(joined -> joined.doors().forEach(door -> line.add(door.toString())));
        line.add("--");
        line.addAll(command.line());
        return OwnSession.of(line, command.directory());
    }
}
