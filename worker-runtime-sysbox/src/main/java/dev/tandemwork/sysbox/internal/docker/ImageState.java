package dev.tandemwork.sysbox.internal.docker;

import java.util.Map;

/**
 * An image that an engine has.
 *
 * @param id of what is in it
 * @param labels that it was built with
 */
public record ImageState(String id, Map<String, String> labels) {
    /** Copies the map. */
    public ImageState {
        labels = Map.copyOf(labels);
    }
}
