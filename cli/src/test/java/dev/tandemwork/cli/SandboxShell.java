package dev.tandemwork.cli;

import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** A shell whose runs have their workers in real containers; what stands in for Sysbox is no sandbox. */
final class SandboxShell {
    static final String IMAGE = System.getProperty("tandemwork.test.workerImage", Sandboxing.IMAGE);

    private static final List<String> STAND_IN = List.of("TANDEMWORK_ISOLATION=unsafe-for-tests");

    private final Shell shell;

    SandboxShell(Path folder) {
        this.shell = new Shell(folder);
    }

    GitRepository repository() {
        return shell.repository();
    }

    Path path(String name) {
        return shell.path(name);
    }

    /** Writes a plan of {@code tasks}, whose agent runs {@code script}, which may not have a quote; no file of it is in a container. */
    void plan(String script, String more, String... tasks) throws IOException {
        shell.plan(script, more, tasks);
        Path plan = shell.path("plan.yaml");
        String command = Matcher.quoteReplacement("command: [sh, -c, '" + script + "']");
        Files.writeString(plan, Files.readString(plan).replaceAll("command: \\[sh, [^]]*]", command));
    }

    Started.Result run(String... arguments) {
        return start(arguments).end();
    }

    Started start(String... arguments) {
        return shell.startWith(STAND_IN, arguments);
    }

    /** Starts the plan as a run of that name, with up to four workers at once. */
    Started startPlan(String run) {
        return start("run", "plan.yaml", "--run", run, "--workers", "4", "--runtime", "sysbox", "--image", IMAGE);
    }

    /** Returns what this shell's installation has on the engine. */
    List<String> onEngine() throws IOException, InterruptedException {
        List<String> things = new ArrayList<>();
        Path owner = shell.path(".tandemwork/sandboxes/_owner");
        if (Files.exists(owner)) {
            String label = "label=dev.tandemwork.owner=" + Files.readString(owner);
            list(things, "container {{.Names}}", "ps", "-a", "--filter", label);
            list(things, "volume {{.Name}}", "volume", "ls", "--filter", label);
            list(things, "network {{.Name}}", "network", "ls", "--filter", label);
        }
        return things;
    }

    private static void list(List<String> things, String format, String... command)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--format", format));
        docker(arguments.toArray(new String[0])).lines().forEach(things::add);
    }

    /** Removes it all. */
    void removeFromEngine() throws IOException, InterruptedException {
        for (String thing : onEngine()) {
            String[] parts = thing.split(" ", 2);
            if (parts[0].equals("container")) {
                docker("rm", "-f", parts[1]);
            } else {
                docker(parts[0], "rm", parts[1]);
            }
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        docker.waitFor();
        return said;
    }
}
