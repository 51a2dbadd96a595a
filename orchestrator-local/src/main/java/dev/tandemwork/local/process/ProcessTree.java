package dev.tandemwork.local.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every process that a command has started, whatever has become of their parents.
 *
 * <p>On Linux a process belongs to it when it is in the command's control group, carries its marker in its
 * environment, is in the session of its first process, or descends from one that does. A process that has left all four
 * behind (a daemon with an emptied environment, where there is no control group) is not found. Elsewhere the descendants
 * count, with those seen when the end was asked for.
 */
public final class ProcessTree {
    private static final Duration LONGEST_GRACE = Duration.ofDays(1);
    private static final Duration KILL_TIME = Duration.ofSeconds(5);
    private static final boolean HAS_PROC = ProcessEntry.isAvailable();

    private final ProcessMarker marker;
    private final Optional<ControlGroup> group;
    private final Optional<RootProcess> root;

    private ProcessTree(ProcessMarker marker, Optional<ControlGroup> group, Optional<RootProcess> root) {
        this.marker = marker;
        this.group = group;
        this.root = root;
    }

    /**
     * Returns the tree that is known by these.
     *
     * @param marker that its processes carry
     * @param group that they were put into
     * @param root the first of them
     */
    public static ProcessTree of(ProcessMarker marker, Optional<ControlGroup> group, Optional<RootProcess> root) {
        return new ProcessTree(marker, group, root);
    }

    /** Returns the processes that live now. */
    public Set<ProcessHandle> members() {
        Stream<ProcessHandle> found =
                HAS_PROC ? pids().stream().map(ProcessHandle::of).flatMap(Optional::stream) : descendants();
        return new HashSet<>(found.toList());
    }

    /**
     * Asks every process to end, and kills what is left once {@code grace} is over, with all that was started
     * meanwhile.
     *
     * @return whether all are gone
     */
    public boolean end(Grace grace) {
        Set<ProcessHandle> seen = members();
        seen.forEach(ProcessHandle::destroy);
        Poll.until(LONGEST_GRACE, () -> isGone(seen) || grace.isOver());
        boolean gone = isGone(seen) || kill(seen);
        group.ifPresent(ControlGroup::remove);
        return gone;
    }

    /** Returns whether the kernel has killed one of them because memory ran out; asked before the end. */
    public boolean ranOutOfMemory() {
        return group.filter(ControlGroup::ranOutOfMemory).isPresent();
    }

    private boolean kill(Set<ProcessHandle> seen) {
        group.ifPresent(ControlGroup::forbidForks);
        return Poll.until(KILL_TIME, () -> {
            members().forEach(ProcessHandle::destroyForcibly);
            seen.forEach(ProcessHandle::destroyForcibly);
            return isGone(seen);
        });
    }

    private boolean isGone(Set<ProcessHandle> seen) {
        return members().isEmpty() && (HAS_PROC || seen.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Stream<ProcessHandle> descendants() {
        return root.flatMap(RootProcess::handle).stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                .filter(ProcessHandle::isAlive);
    }

    private Set<Long> pids() {
        List<ProcessEntry> entries = ProcessEntry.all();
        Set<Long> members = new HashSet<>();
        Predicate<ProcessEntry> seed = seed();
        entries.stream().filter(seed).map(ProcessEntry::pid).forEach(members::add);
        boolean grown = !members.isEmpty();
        while (grown) {
            grown = addChildren(entries, members);
        }
        members.remove(ProcessHandle.current().pid());
        return members;
    }

    private static boolean addChildren(List<ProcessEntry> entries, Set<Long> members) {
        return members.addAll(entries.stream()
                .filter(entry -> members.contains(entry.parent()))
                .map(ProcessEntry::pid)
                .toList());
    }

    private Predicate<ProcessEntry> seed() {
        Set<Long> grouped = group.map(ControlGroup::members).orElse(Set.of());
        Optional<Long> session = root.filter(first -> !first.isReplaced()).map(RootProcess::pid);
        return entry -> grouped.contains(entry.pid())
                || session.filter(id -> Objects.equals(id, entry.session())).isPresent()
                || entry.carries(marker);
    }
}
