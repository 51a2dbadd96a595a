package dev.tandemwork.local.process;

import dev.tandemwork.task.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernel's own account of a command's processes, with their bounds: one folder in each hierarchy of control groups
 * that can be used.
 */
public final class ControlGroup {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration REMOVAL_TIME = Duration.ofMinutes(1);
    private static final long CPU_PERIOD = 100_000;
    private final List<Path> folders;

    private ControlGroup(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Returns a new group named {@code name} below {@code parents}; empty when there can be none. */
    static Optional<ControlGroup> create(List<Path> parents, String name) {
        return of(parents.stream().map(parent -> parent.resolve(name)).filter(ControlGroup::make));
    }

    /** Returns all groups below {@code parents} whose names begin with {@code name}, as one. */
    static Optional<ControlGroup> existing(List<Path> parents, String name) {
        return of(folders(parents, name));
    }

    /** Removes the groups whose names begin with {@code name} and whose maker has died, if nothing is left in them. */
    static void removeOrphans(List<Path> parents, String name) {
        of(folders(parents, name).filter(ControlGroup::isOrphan)).ifPresent(ControlGroup::remove);
    }

    private static Stream<Path> folders(List<Path> parents, String name) {
        return parents.stream().flatMap(parent -> list(parent, name + "*").stream());
    }

    /** A group without processes may be about to get its first, unless its maker is gone. */
    private static boolean isOrphan(Path folder) {
        return lines(door(folder)).isEmpty()
                && GroupName.isOrphan(folder.getFileName().toString());
    }

    private static Optional<ControlGroup> of(Stream<Path> folders) {
        List<Path> found = folders.toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(new ControlGroup(found));
    }

    private static List<Path> list(Path parent, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, glob)) {
            children.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    /** Sets every bound that the system offers here, and returns the names of those. */
    public Set<String> limit(Limits limits) {
        Set<String> bound = new HashSet<>();
        String memory = Long.toString(limits.memoryBytes());
        String quota = Long.toString(Math.max(1_000, Math.round(limits.cpus() * CPU_PERIOD)));
        Map<String, String> values = Map.of(
                "memory.max", memory,
                "memory.limit_in_bytes", memory,
                "pids.max", Integer.toString(limits.pids()),
                "cpu.max", quota + " " + CPU_PERIOD,
                "cpu.cfs_quota_us", quota);
        values.forEach((file, value) -> folders.forEach(folder -> {
            if (write(folder.resolve(file), value)) {
                bound.add(file.substring(0, file.indexOf('.')));
            }
        }));
        return bound;
    }

    /** Returns the files into which a process writes its number to join. */
    List<Path> doors() {
        return folders.stream().map(ControlGroup::door).toList();
    }

    Set<Long> members() {
        Set<Long> pids = new HashSet<>();
        doors().forEach(door -> lines(door).forEach(line -> pids.add(Long.parseLong(line.strip()))));
        return pids;
    }

    /** Lets no new process begin, so that killing those that are there comes to an end. */
    void forbidForks() {
        folders.forEach(folder -> write(folder.resolve("pids.max"), "0"));
    }

    /** Returns whether the kernel has killed a process here because memory ran out. */
    boolean ranOutOfMemory() {
        return kills("memory.events")
                .or(() -> kills("memory.oom_control"))
                .filter(count -> count > 0)
                .isPresent();
    }

    /** Removes it once it is empty, which may be later: a dead process is in it until its parent has heard of it. */
    public void remove() {
        if (!Poll.until(SOON, this::unmake)) {
            Threads.start("control-group", () -> Poll.until(REMOVAL_TIME, this::unmake));
        }
    }

    private boolean unmake() {
        return folders.stream().filter(ControlGroup::unmake).count() == folders.size();
    }

    private Optional<Long> kills(String file) {
        OptionalLong count = folders.stream()
                .flatMap(folder -> lines(folder.resolve(file)).stream())
                .filter(line -> line.startsWith("oom_kill "))
                .mapToLong(line ->
                        Long.parseLong(line.substring("oom_kill ".length()).strip()))
                .max();
        return count.isPresent() ? Optional.of(count.getAsLong()) : Optional.empty();
    }

    private static Path door(Path folder) {
        return folder.resolve("cgroup.procs");
    }

    private static boolean make(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(door(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean unmake(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean write(Path file, String value) {
        try {
            if (!Files.isWritable(file)) {
                return false;
            }
            Files.writeString(file, value);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new ArrayList<>(lines.toList());
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
