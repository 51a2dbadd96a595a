package dev.tandemwork.testkit.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs git for a test, untouched by the configuration of whoever runs the tests. */
final class GitCommand {
    private final Path folder;

    GitCommand(Path folder) {
        this.folder = folder;
    }

    String run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"));
        command.addAll(List.of(arguments));
        try {
            return output(start(command), input, command);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "git " + command + " can't be run in [" + folder + "]; expected git on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("git " + command + " was interrupted", e);
        }
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static String output(Process process, String input, List<String> command)
            throws IOException, InterruptedException {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(process, input));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        written.join();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + command + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    private static void write(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // git ended without reading it all: its exit code tells why
            return;
        }
    }
}
