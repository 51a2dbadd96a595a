package dev.tandemwork.testkit.github.traffic;

import java.util.Map;

/**
 * A request and its answer, as they went over the wire, but for credentials.
 *
 * @param method in capitals
 * @param path without query, decoded
 * @param query what stood behind the question mark, decoded
 * @param request the body that was sent
 * @param status of the answer; 0 if the connection was cut instead
 * @param contentType of the answer; empty if it has none
 * @param answer the body that was sent back
 */
public record GitHubExchange(
        String method,
        String path,
        Map<String, String> query,
        String request,
        int status,
        String contentType,
        String answer) {
    /** Copies the map. */
    public GitHubExchange {
        query = Map.copyOf(query);
    }
}
