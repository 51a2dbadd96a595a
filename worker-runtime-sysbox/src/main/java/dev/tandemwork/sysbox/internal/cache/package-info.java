/** A cache of inner images: a volume that was filled once, and a copy of it for each worker. */
@NullMarked
package dev.tandemwork.sysbox.internal.cache;

import org.jspecify.annotations.NullMarked;
