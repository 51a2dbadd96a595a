package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.cache.CacheKey;

/** Fills a volume with what a key says: an engine on it pulls the images, and ends. */
@FunctionalInterface
public interface VolumeSeed {
    /** Fills an empty volume; the engine that has written it has ended when this returns. */
    void fill(String volume, CacheKey key);
}
