package dev.tandemwork.sysbox.internal.docker;

import java.util.Map;
import java.util.Set;

/**
 * How a network is.
 *
 * @param id of the engine
 * @param name of the network
 * @param subnet such as {@code 10.213.0.0/28}
 * @param containers the ids of those in it
 * @param labels that it was made with
 */
public record NetworkState(String id, String name, String subnet, Set<String> containers, Map<String, String> labels) {
    /** Copies the collections. */
    public NetworkState {
        containers = Set.copyOf(containers);
        labels = Map.copyOf(labels);
    }
}
