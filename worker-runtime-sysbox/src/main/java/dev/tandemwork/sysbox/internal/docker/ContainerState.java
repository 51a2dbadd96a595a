package dev.tandemwork.sysbox.internal.docker;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a container is.
 *
 * @param id of the engine
 * @param name without a slash
 * @param imageId what it was made of
 * @param status as the engine says it
 * @param running whether its first process lives
 * @param exitCode of its last run; 0 if it never ran
 * @param oomKilled a hint that memory ran out in it
 * @param error why it did not start; empty if it did
 * @param startedAt of its last run
 * @param finishedAt of its last run that has ended
 * @param labels that it was made with
 */
public record ContainerState(
        String id,
        String name,
        String imageId,
        String status,
        boolean running,
        int exitCode,
        boolean oomKilled,
        String error,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Map<String, String> labels) {
    /** Copies the map. */
    public ContainerState {
        labels = Map.copyOf(labels);
    }
}
