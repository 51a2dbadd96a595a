package dev.tandemwork.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tandemwork.graph.NodePolicies;
import dev.tandemwork.internal.schedule.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Results of nodes that may be taken for later calls, in this engine; the 10,000 that were used last. */
final class ResultCache {
    private static final int MOST_RESULTS = 10_000;

    private final Cache<Key, Kept> results =
            CacheBuilder.newBuilder().maximumSize(MOST_RESULTS).build();
    private final Timers timers;

    private record Key(CallOp.Signature node, String key) {}

    private record Kept(Object result, long at) {}

    ResultCache(Timers timers) {
        this.timers = timers;
    }

    /** Returns the key of a call; null if its node does not use the cache. */
    @Nullable
    String key(CallOp op, Object input) {
        NodePolicies.Cache policy = op.policies().cache();
        return policy == null ? null : Keys.require(policy.key().apply(input), "cache of node " + op.name());
    }

    @Nullable
    Object find(CallOp op, @Nullable String key) {
        NodePolicies.Cache policy = op.policies().cache();
        if (policy == null || key == null) {
            return null;
        }
        Kept kept = results.getIfPresent(new Key(op.signature(), key));
        if (kept == null) {
            return null;
        }
        boolean fresh = Duration.ofNanos(timers.nanoTime() - kept.at).compareTo(policy.age()) < 0;
        return fresh ? kept.result : null;
    }

    void keep(CallOp op, @Nullable String key, Object result) {
        if (key != null) {
            results.put(new Key(op.signature(), key), new Kept(result, timers.nanoTime()));
        }
    }
}
