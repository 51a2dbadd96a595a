package dev.tandemwork.testkit.github.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked of a fake GitHub so far.
 *
 * @param calls how often each kind of request was made: a method and a path with names in braces, or {@code graphql} and
 *     the name of an operation
 * @param counted requests that counted against the limit of an hour
 * @param unchanged requests that were answered by 304, which don't count
 * @param exceeded how often each limit was exceeded: {@code primary}, {@code points}, {@code content}, {@code at once}
 * @param mostAtOnce the most requests at the same time
 * @param shortestPause the shortest time between the beginnings of two requests of one identity that notify people
 */
public record GitHubTraffic(
        Map<String, Integer> calls,
        int counted,
        int unchanged,
        Map<String, Integer> exceeded,
        int mostAtOnce,
        Optional<Duration> shortestPause) {
    /** Copies the maps. */
    public GitHubTraffic {
        calls = Map.copyOf(calls);
        exceeded = Map.copyOf(exceeded);
    }

    /** Returns how many requests were made. */
    public int total() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many requests of kinds that match were made. */
    public int calls(String pattern) {
        return calls.entrySet().stream()
                .filter(entry -> entry.getKey().matches(pattern))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
