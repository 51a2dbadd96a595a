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

    private record Key(String node, String key) {}

    private record Kept(Object result, long at) {}

    ResultCache(Timers timers) {
        this.timers = timers;
    }

    @Nullable
    Object find(CallOp op, Object input) {
        NodePolicies.Cache policy = op.policies().cache();
        if (policy == null) {
            return null;
        }
        Kept kept = results.getIfPresent(key(op, policy, input));
        boolean fresh =
                kept != null && Duration.ofNanos(timers.nanoTime() - kept.at).compareTo(policy.age()) < 0;
        return fresh ? kept.result : null;
    }

    void keep(CallOp op, Object input, Object result) {
        NodePolicies.Cache policy = op.policies().cache();
        if (policy != null) {
            results.put(key(op, policy, input), new Kept(result, timers.nanoTime()));
        }
    }

    private static Key key(CallOp op, NodePolicies.Cache policy, Object input) {
        return new Key(op.name(), policy.key().apply(input));
    }
}
