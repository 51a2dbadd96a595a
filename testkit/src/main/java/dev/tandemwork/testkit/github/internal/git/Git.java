package dev.tandemwork.testkit.github.internal.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs git in one repository, untouched by the configuration of whoever runs the tests. */
final class Git {
    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** Returns the output of a command that must succeed. */
    String text(String... arguments) {
        return succeeded(run(Map.of(), "", List.of(arguments)), arguments).text();
    }

    byte[] bytes(String... arguments) {
        return succeeded(run(Map.of(), "", List.of(arguments)), arguments).bytes();
    }

    Output attempt(String... arguments) {
        return run(Map.of(), "", List.of(arguments));
    }

    String text(Map<String, String> variables, String input, String... arguments) {
        return succeeded(run(variables, input, List.of(arguments)), arguments).text();
    }

    private Output succeeded(Output output, String... arguments) {
        if (output.status() != 0) {
            throw new IllegalStateException("git " + List.of(arguments) + " in [" + folder + "] ended with "
                    + output.status() + ": " + output.text());
        }
        return output;
    }

    private Output run(Map<String, String> variables, String input, List<String> arguments) {
        try {
            Process process = start(variables, arguments);
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = process.getInputStream().readAllBytes();
            return new Output(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("git " + arguments + " can't be run in [" + folder + "]", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("git " + arguments + " was interrupted", e);
        }
    }

    private Process start(Map<String, String> variables, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=true", "-c", "gc.auto=0"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(
                Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C.UTF-8", "TZ", "UTC"));
        environment.putAll(variables);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** What a command has said, and how it ended. */
    static final class Output {
        private final int status;
        private final byte[] bytes;

        private Output(int status, byte[] bytes) {
            this.status = status;
            this.bytes = bytes;
        }

        int status() {
            return status;
        }

        byte[] bytes() {
            return bytes;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
