package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.cache.ImageCache;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What sandboxes find inside when they are made.
 *
 * @param cache of images, for their engines
 * @param repositories a folder of the engine's host with mirrors of repositories
 */
public record Provisions(Optional<ImageCache> cache, Optional<Path> repositories) {}
