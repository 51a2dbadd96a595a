package dev.tandemwork.sysbox.internal.docker;

import java.nio.file.Path;
import java.util.Set;

/**
 * What an engine is.
 *
 * @param version of the engine
 * @param apiVersion the newest that it speaks
 * @param runtimes that containers can ask for
 * @param memoryBytes of the host
 * @param cpus of the host
 * @param storageDriver such as {@code overlay2}
 * @param root the folder with its data, on its own host
 * @param operatingSystem in words
 * @param kernel its version
 * @param swapLimit whether a limit of memory holds for swap too
 */
public record EngineInfo(
        String version,
        String apiVersion,
        Set<String> runtimes,
        long memoryBytes,
        int cpus,
        String storageDriver,
        Path root,
        String operatingSystem,
        String kernel,
        boolean swapLimit) {
    /** Copies the set. */
    public EngineInfo {
        runtimes = Set.copyOf(runtimes);
    }
}
