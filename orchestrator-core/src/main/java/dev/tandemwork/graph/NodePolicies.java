package dev.tandemwork.graph;

import dev.tandemwork.budget.Money;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a node is run. Null is "no such policy".
 *
 * @param timeout limit on the time of one attempt
 * @param idleTimeout limit on the time without a sign of life
 * @param grace how long a cancelled body has to end
 * @param retry attempts after a failure
 * @param slots the pool that it needs a slot of
 * @param mutex the key that it excludes others by
 * @param budget what its attempts may spend together
 * @param cache results of earlier calls
 * @param onFailure what follows after its last attempt has failed
 */
public record NodePolicies(
        @Nullable Duration timeout,
        @Nullable Duration idleTimeout,
        Duration grace,
        Retry retry,
        @Nullable String slots,
        @Nullable Function<Object, String> mutex,
        @Nullable Money budget,
        @Nullable Cache cache,
        @Nullable List<Step> onFailure) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    static final NodePolicies NONE = new NodePolicies(null, null, GRACE, Retry.never(), null, null, null, null, null);

    /**
     * Results of earlier calls.
     *
     * @param key which calls are the same
     * @param age how old a result may be
     */
    public record Cache(Function<Object, String> key, Duration age) {}

    NodePolicies withTimeout(Duration value) {
        return new NodePolicies(value, idleTimeout, grace, retry, slots, mutex, budget, cache, onFailure);
    }

    NodePolicies withIdleTimeout(Duration value) {
        return new NodePolicies(timeout, value, grace, retry, slots, mutex, budget, cache, onFailure);
    }

    NodePolicies withGrace(Duration value) {
        return new NodePolicies(timeout, idleTimeout, value, retry, slots, mutex, budget, cache, onFailure);
    }

    NodePolicies withRetry(Retry value) {
        return new NodePolicies(timeout, idleTimeout, grace, value, slots, mutex, budget, cache, onFailure);
    }

    NodePolicies withSlots(String value) {
        return new NodePolicies(timeout, idleTimeout, grace, retry, value, mutex, budget, cache, onFailure);
    }

    NodePolicies withMutex(Function<Object, String> value) {
        return new NodePolicies(timeout, idleTimeout, grace, retry, slots, value, budget, cache, onFailure);
    }

    NodePolicies withBudget(Money value) {
        return new NodePolicies(timeout, idleTimeout, grace, retry, slots, mutex, value, cache, onFailure);
    }

    NodePolicies withCache(Cache value) {
        return new NodePolicies(timeout, idleTimeout, grace, retry, slots, mutex, budget, value, onFailure);
    }

    NodePolicies withOnFailure(List<Step> value) {
        return new NodePolicies(timeout, idleTimeout, grace, retry, slots, mutex, budget, cache, value);
    }
}
