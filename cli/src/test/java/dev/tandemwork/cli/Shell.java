package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A folder in which the command line runs as processes, on a real repository and with an agent that is a script. */
final class Shell {
    private final Path folder;
    private final GitRepository repository;
    private final AtomicInteger count = new AtomicInteger();

    Shell(Path folder) {
        this.folder = folder;
        this.repository = GitRepository.create(folder.resolve("repo.git"));
    }

    GitRepository repository() {
        return repository;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a plan of {@code tasks}, whose agent runs {@code script}. */
    void plan(String script, String more, String... tasks) throws IOException {
        Path agent = Files.writeString(path("agent.sh"), "set -e\n" + script + "\n");
        StringBuilder plan = new StringBuilder(
                "title: Try\nrepository: repo.git\nagent: {name: command, command: [sh, " + agent + "]}\n" + more);
        plan.append("\ntasks:\n");
        for (String task : tasks) {
            plan.append("- {id: ").append(task).append(", instructions: do it}\n");
        }
        Files.writeString(path("plan.yaml"), plan);
    }

    Started.Result run(String... arguments) {
        return start(arguments).end();
    }

    /** Runs a command with more variables, as {@code NAME=VALUE}. */
    Started.Result runWith(List<String> variables, String... arguments) {
        return startWith(variables, arguments).end();
    }

    Started startWith(List<String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        command.addAll(variables);
        command.addAll(command(arguments));
        return start(command);
    }

    Started start(String... arguments) {
        return start(command(arguments));
    }

    Started start(List<String> command) {
        Path out = path("out-" + count.incrementAndGet());
        Path err = path("err-" + count.get());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("TERM", "xterm");
        try {
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until no process other than this one has this folder in its command or environment. */
    void awaitNoProcess() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (processes() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(processes()).as("processes that are left").isZero();
    }

    /** Returns how many processes other than this one have this folder in their command or environment. */
    long processes() throws IOException {
        String place = folder.toRealPath().toString();
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> names(process, "cmdline", place) || names(process, "environ", place))
                .count();
    }

    private static boolean names(ProcessHandle process, String file, String place) {
        try {
            Path path = Path.of("/proc", Long.toString(process.pid()), file);
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(place);
        } catch (IOException gone) {
            return false;
        }
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandemwork.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
