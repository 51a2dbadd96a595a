package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.cache.CacheProvider;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Where leased volumes come from.
 *
 * @param provider of them
 * @param key what they are to hold
 * @param limit the longest that the provider may take for an answer
 * @param executor that it is asked on, which may hang
 */
public record Source(CacheProvider provider, CacheKey key, Duration limit, Executor executor) {}
