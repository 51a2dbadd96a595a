package dev.tandemwork.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The commands of scripted agents. */
final class DemoAgent {
    private static final String MAIN = "agent.sh";
    private static final String ENDING = ".sh";

    /** The line of the main script that goes on with the one of the task. */
    private static final String GO_ON = ". \"$(dirname -- \"$0\")/$1.sh\"";

    private DemoAgent() {}

    /** Returns the command of a task, by a script in {@code folder}. */
    static Function<String, List<String>> in(Path folder) {
        return task -> List.of("sh", folder.resolve(MAIN).toString(), task);
    }

    /** Returns the command of a task, with all of its script in it. */
    static Function<String, List<String>> inCommands() throws IOException {
        DemoFiles files = DemoFiles.agents();
        String main = files.text(MAIN);
        Map<String, List<String>> commands = new HashMap<>();
        for (String name : files.names()) {
            String task = name.substring(0, name.length() - ENDING.length());
            commands.put(task, List.of("sh", "-c", main.replace(GO_ON, files.text(name)), MAIN, task));
        }
        return task -> Objects.requireNonNull(commands.get(task), task);
    }
}
