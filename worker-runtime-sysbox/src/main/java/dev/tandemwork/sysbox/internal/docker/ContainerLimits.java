package dev.tandemwork.sysbox.internal.docker;

import java.util.Optional;

/**
 * What a container may use.
 *
 * @param memoryBytes of memory, and no swap beyond it
 * @param cpus processors
 * @param pids processes and threads
 * @param diskBytes of its own files, where the engine's storage can; empty for no bound
 * @param log how much of what it prints is kept
 */
public record ContainerLimits(long memoryBytes, double cpus, int pids, Optional<Long> diskBytes, LogBounds log) {
    /**
     * How much of what a container prints is kept, by the log driver {@code local}, which blocks rather than drops.
     *
     * @param fileBytes the size of a file
     * @param files how many are kept
     */
    public record LogBounds(long fileBytes, int files) {}
}
