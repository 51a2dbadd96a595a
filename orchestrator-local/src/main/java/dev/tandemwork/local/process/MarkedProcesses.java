package dev.tandemwork.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes that inherit one environment variable, so that those are found too whose parents have ended.
 *
 * <p>Where there is no {@code /proc}, only the descendants of the first process are found.
 */
public final class MarkedProcesses {
    private static final String NAME = "TANDEMWORK_PROCESS";
    private static final Duration KILL_TIME = Duration.ofSeconds(5);

    private final String mark = UUID.randomUUID().toString();

    private MarkedProcesses() {}

    /** Returns a mark that no process carries yet. */
    public static MarkedProcesses create() {
        return new MarkedProcesses();
    }

    /** Lets the process that {@code builder} starts, and all that it starts, carry the mark. */
    public ProcessBuilder mark(ProcessBuilder builder) {
        builder.environment().put(NAME, mark);
        return builder;
    }

    /** Kills {@code first} and every process with the mark, also those that are started meanwhile. */
    public void kill(Process first) {
        long end = System.nanoTime() + KILL_TIME.toNanos();
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly();
        List<ProcessHandle> found = members();
        while (!found.isEmpty() && System.nanoTime() < end) {
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(handle -> await(handle, end));
            found = members();
        }
    }

    private static void await(ProcessHandle handle, long end) {
        try {
            handle.onExit().get(Math.max(0, end - System.nanoTime()) / 10, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // it is looked at again by the caller's loop
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> members() {
        return ProcessHandle.allProcesses().filter(this::carriesMark).toList();
    }

    /** A process that has ended, or is someone else's, shows no environment. */
    private boolean carriesMark(ProcessHandle handle) {
        Path environment = Path.of("/proc", Long.toString(handle.pid()), "environ");
        try {
            String text = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
            return Stream.of(text.split("\0")).anyMatch((NAME + "=" + mark)::equals);
        } catch (IOException e) {
            return false;
        }
    }
}
