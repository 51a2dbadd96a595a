package dev.tandemwork.sysbox.cache;

import java.util.List;
import java.util.Optional;

/**
 * Images that workers find in their engines when they start, so that they need not pull them. They count for the limit of a
 * worker's disk as what it pulls itself does.
 *
 * @param provider of volumes with them; empty for golden volumes
 * @param images as they are pulled
 * @param generation a number to be raised when the images have changed under the same names
 */
public record ImageCache(Optional<CacheProvider> provider, List<String> images, int generation) {
    /** Copies the list, and refuses one without images. */
    public ImageCache {
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "cache of images has none; expected those that workers use; name them, or leave the cache out");
        }
    }

    /**
     * Returns a cache of golden volumes: the images are pulled once into one volume, by a worker without a task, and each
     * worker gets a copy, which shares its blocks on a disk that can do that.
     */
    public static ImageCache golden(List<String> images, int generation) {
        return new ImageCache(Optional.empty(), images, generation);
    }

    /**
     * Returns a cache of what {@code provider} has, which is closed with the runtime. A worker for which it has nothing starts
     * with an empty engine. So does one for which it fails, or takes more than a minute; that is told in the worker's events.
     */
    public static ImageCache of(CacheProvider provider, List<String> images, int generation) {
        return new ImageCache(Optional.of(provider), images, generation);
    }

    /** Returns what the volumes of workers are to hold whose own image has this id. */
    public CacheKey key(String workerImage) {
        return new CacheKey(workerImage, images, generation);
    }
}
