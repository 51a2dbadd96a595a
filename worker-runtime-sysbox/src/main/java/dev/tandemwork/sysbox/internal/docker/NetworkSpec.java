package dev.tandemwork.sysbox.internal.docker;

import java.util.Map;
import java.util.Optional;

/**
 * A bridge network to be made.
 *
 * @param name unique on the engine
 * @param internal whether nothing leads out of it, and its host has no address in it
 * @param subnet such as {@code 10.213.0.0/28}; empty for the engine's choice
 * @param labels that it is found by
 */
public record NetworkSpec(String name, boolean internal, Optional<String> subnet, Map<String, String> labels) {
    /** Copies the map. */
    public NetworkSpec {
        labels = Map.copyOf(labels);
    }
}
