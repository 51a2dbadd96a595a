package dev.tandemwork.cli.demo;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line as processes on one state folder, so that they can be killed.
 *
 * @param state the folder
 * @param pace makes the agents slower, or faster
 */
record DemoProcess(Path state, String pace) {
    static final RunId RUN = RunId.of("demo");
    private static final int SECONDS = 90;

    /** Starts the demonstration, or goes on with it. */
    Process startOrResume() {
        return hasBegun() ? start("resume", RUN.value()) : start("demo", "--run", RUN.value());
    }

    private boolean hasBegun() {
        if (!Files.exists(state.resolve("runs"))) {
            return false;
        }
        try (FileRunStore store = FileRunStore.at(state.resolve("runs"))) {
            return store.runs().contains(RUN) && !store.read(RUN).isEmpty();
        }
    }

    /** Runs the demonstration without a disturbance. */
    void run() throws InterruptedException {
        requireDone(startOrResume());
    }

    void gc() throws InterruptedException {
        requireDone(start("gc"));
    }

    void requireDone(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("it did not end well: " + output());
        }
    }

    private String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return state.resolveSibling(state.getFileName() + ".log");
    }

    private Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandemwork.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("TANDEMWORK_DEMO_PACE", pace);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
