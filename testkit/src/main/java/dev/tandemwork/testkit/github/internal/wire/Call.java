package dev.tandemwork.testkit.github.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request, as it was read.
 *
 * @param method in capitals
 * @param path decoded, without the prefix of an enterprise server
 * @param query what stands behind the question mark, decoded
 * @param headers by their names in small letters
 * @param body as text
 * @param places where the caller finds this host
 */
public record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Places places) {
    /** Returns a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns a parameter of the query. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns a number of the query, or {@code otherwise} when there is none. */
    public int number(String name, int otherwise) {
        try {
            return query(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Returns the body, which must be JSON. */
    public JsonNode json() {
        return body.isBlank() ? Json.object() : Json.parse(body);
    }

    /** Tells whether it can change anything. */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }
}
