package dev.tandemwork.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Real processes for the tests. */
public final class Scripts {
    private static final Duration SOON = Duration.ofSeconds(15);

    private Scripts() {}

    /** Starts {@code script}, which may write numbers of processes into the file {@code pids} of {@code folder}. */
    public static LaunchedProcess launch(Path folder, String script, ControlGroups groups) throws IOException {
        ProcessMarker marker = ProcessMarker.of(folder);
        Optional<ControlGroup> group = groups.group(marker);
        return LaunchedProcess.start(command(folder, script), marker, group);
    }

    public static Command command(Path folder, String script) {
        return new Command(List.of("sh", "-c", script), Map.of("PATH", System.getenv("PATH")), folder);
    }

    public static void await(BooleanSupplier condition) {
        if (!Poll.until(SOON, condition)) {
            throw new AssertionError("the condition did not come to hold within " + SOON);
        }
    }

    /** Returns the numbers in the file {@code pids} of {@code folder}, once there are {@code count}. */
    public static List<Long> pids(Path folder, int count) {
        await(() -> read(folder).size() >= count);
        return read(folder);
    }

    public static boolean lives(long pid) {
        return ProcessEntry.of(pid).isPresent();
    }

    private static List<Long> read(Path folder) {
        try {
            Path file = folder.resolve("pids");
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(s -> !s.isBlank())
                            .map(s -> Long.parseLong(s.strip()))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
