package dev.tandemwork.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A command that runs, and prints to files.
 *
 * @param process the process
 * @param out what it prints
 * @param err what it complains of
 */
record Started(Process process, Path out, Path err) {
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(90);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /**
     * What a command has done.
     *
     * @param code its exit code
     * @param out what it printed
     * @param err what it complained of
     */
    record Result(int code, String out, String err) {}

    String output() {
        return read(out);
    }

    /** Waits until it has printed what {@code condition} holds for. */
    Started awaitOutput(Predicate<String> condition) {
        long end = System.nanoTime() + DEADLINE;
        try {
            while (!condition.test(output())) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("it did not print that in time: " + output() + read(err));
                }
                NEVER.await(20, TimeUnit.MILLISECONDS);
            }
            return this;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Result end() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + output() + read(err));
            }
            return new Result(process.exitValue(), output(), read(err));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Started signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        return this;
    }

    /** Signals the process and all of its group, as a terminal does. */
    Started signalGroup(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid()).start();
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
