package dev.tandemwork.local.process;

import dev.tandemwork.task.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where this program may make control groups.
 *
 * <p>A group that somebody else has made for this program, and not handed over, is left alone: a hierarchy is used only
 * where this program sits at its top, or where, not being root, it may write to its own group.
 *
 * @param parents folders in which a group may be made
 */
public record ControlGroups(List<Path> parents) {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final Set<String> CONTROLLERS = Set.of("memory", "pids", "cpu", "cpu,cpuacct");

    private static final List<String> BOUNDS = List.of("memory", "cpu", "pids");

    /** Returns no place at all. */
    public static ControlGroups none() {
        return new ControlGroups(List.of());
    }

    /** Returns the places that are found on this system. */
    public static ControlGroups detect() {
        try {
            List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
            return new ControlGroups(own.stream()
                    .map(ControlGroups::parent)
                    .flatMap(Optional::stream)
                    .toList());
        } catch (IOException e) {
            return none();
        }
    }

    /** Returns in a sentence what is bounded, found out by trying in the name of {@code folder}. */
    public String describe(Path folder) {
        Optional<ControlGroup> trial = group(ProcessMarker.of(folder));
        Set<String> bound = trial.map(group -> group.limit(Limits.defaults())).orElse(Set.of());
        trial.ifPresent(ControlGroup::remove);
        return BOUNDS.stream()
                .map(name ->
                        name + (bound.contains(name) ? " bounded" : " NOT bounded, the system offers no control group"))
                .collect(Collectors.joining("; "));
    }

    /** Returns a new group for one command of the folder that {@code marker} stands for. */
    public Optional<ControlGroup> group(ProcessMarker marker) {
        return ControlGroup.create(parents, GroupName.next(marker));
    }

    /** Returns the groups that commands of that folder were given, by whichever program. */
    public Optional<ControlGroup> groupsOf(ProcessMarker marker) {
        return ControlGroup.existing(parents, GroupName.of(marker));
    }

    /** Removes what programs that have died have left for the folders in {@code parent}: the groups with nothing in them. */
    public void removeOrphans(Path parent) {
        ControlGroup.removeOrphans(parents, GroupName.below(parent));
    }

    /** A line is {@code number:controllers:path}; version 2 has no controllers there. */
    private static Optional<Path> parent(String line) {
        String[] parts = line.split(":", 3);
        Path mount = parts[1].isEmpty() ? MOUNT : MOUNT.resolve(parts[1]);
        Path own = mount.resolve(parts[2].substring(1));
        boolean known = parts[1].isEmpty() || CONTROLLERS.contains(parts[1]);
        boolean mounted = Files.exists(own.resolve("cgroup.procs"));
        return Optional.of(own).filter(folder -> known && mounted && isOurs(folder, parts[2]));
    }

    private static boolean isOurs(Path folder, String path) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return Files.isWritable(folder)
                && Files.isWritable(folder.resolve("cgroup.procs"))
                && (path.equals("/") || !root);
    }
}
