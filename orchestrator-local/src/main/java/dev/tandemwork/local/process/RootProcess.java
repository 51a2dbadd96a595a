package dev.tandemwork.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The first process of a tree, told from a later one of the same number by when it started.
 *
 * @param pid its number, and that of its session where it has one of its own
 * @param started when it started
 */
public record RootProcess(long pid, Instant started) {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Returns what {@code handle} is known by later. */
    public static RootProcess of(ProcessHandle handle) {
        return new RootProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Returns whether another process has this number now. */
    public boolean isReplaced() {
        return ProcessHandle.of(pid)
                .flatMap(RootProcess::start)
                .filter(this::differs)
                .isPresent();
    }

    /** Returns the process, if it is still the same. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(handle -> start(handle).filter(at -> !differs(at)).isPresent());
    }

    private static Optional<Instant> start(ProcessHandle handle) {
        return handle.info().startInstant();
    }

    private boolean differs(Instant at) {
        return Duration.between(started, at).abs().compareTo(TOLERANCE) > 0;
    }
}
