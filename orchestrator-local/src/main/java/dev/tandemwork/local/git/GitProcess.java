package dev.tandemwork.local.git;

import dev.tandemwork.local.process.Drain;
import dev.tandemwork.local.process.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running git command, whose streams are drained by threads of its own. */
final class GitProcess {
    private static final int STDERR_LIMIT = 64 << 10;
    private static final Duration DRAIN_TIME = Duration.ofSeconds(5);

    /** How long a command may run, and how many bytes it may say. */
    record Bounds(Duration deadline, int outputLimit) {}

    /** What a command has said, when it has ended. */
    record Ended(int exitCode, Drain stdout, String stderr) {
        GitResult result() {
            return new GitResult(exitCode, stdout.text(), stderr);
        }
    }

    private final Process process;
    private final List<String> arguments;

    private GitProcess(Process process, List<String> arguments) {
        this.process = process;
        this.arguments = arguments;
    }

    static GitProcess start(ProcessBuilder builder, List<String> arguments) {
        try {
            return new GitProcess(builder.start(), arguments);
        } catch (IOException e) {
            String found = "can't be started in [" + builder.directory() + "]: " + e.getMessage()
                    + "; expected an existing folder, and git on the PATH";
            throw GitException.of(GitException.Kind.MISSING, arguments, found, e);
        }
    }

    GitProcess feed(String input) {
        if (input.isEmpty()) {
            write(input);
        } else {
            Threads.start("git-input", () -> write(input));
        }
        return this;
    }

    private void write(String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // git ended without reading it all: its exit code tells why
            return;
        }
    }

    Ended await(Bounds bounds) {
        Drain stdout = Drain.whole(process.getInputStream(), bounds.outputLimit(), this::kill);
        Drain stderr = Drain.tail(process.getErrorStream(), STDERR_LIMIT);
        Thread out = Threads.start("git-stdout", stdout);
        Thread err = Threads.start("git-stderr", stderr);
        try {
            boolean ended = process.waitFor(bounds.deadline().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                throw failure(GitException.Kind.TIMED_OUT, "took more than " + bounds.deadline() + " and was killed");
            }
            out.join(DRAIN_TIME.toMillis());
            err.join(DRAIN_TIME.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(GitException.Kind.INTERRUPTED, "was killed, because its thread was interrupted");
        } finally {
            kill();
        }
        return ended(bounds, stdout, stderr);
    }

    private Ended ended(Bounds bounds, Drain stdout, Drain stderr) {
        if (stdout.overflowed()) {
            String found = "said more than " + bounds.outputLimit() + " bytes and was killed; raise the limit";
            throw failure(GitException.Kind.TOO_MUCH_OUTPUT, found);
        }
        return new Ended(process.exitValue(), stdout, stderr.text());
    }

    private GitException failure(GitException.Kind kind, String found) {
        return GitException.of(kind, arguments, found, null);
    }

    private void kill() {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
