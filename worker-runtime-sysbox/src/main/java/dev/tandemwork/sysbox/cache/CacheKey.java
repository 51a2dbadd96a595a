package dev.tandemwork.sysbox.cache;

import java.util.List;
import java.util.Objects;

/**
 * What an engine's storage is to hold. Two workers whose keys are equal can start from equal storage; where anything of a
 * key changes, what was kept for the old one is of no use any more.
 *
 * @param workerImage the id of the workers' image, because its engine wrote the storage
 * @param images that the storage holds, as they are pulled
 * @param generation a number to be raised when the images have changed under the same names
 */
public record CacheKey(String workerImage, List<String> images, int generation) {
    /** Copies the list. */
    public CacheKey {
        Objects.requireNonNull(workerImage, "workerImage");
        images = List.copyOf(images);
    }
}
