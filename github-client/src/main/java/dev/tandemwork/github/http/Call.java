package dev.tandemwork.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.limit.Effect;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.github.limit.Resource;
import dev.tandemwork.github.limit.Traffic;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to be made.
 *
 * @param verb what to do
 * @param path from the root of the interface, its parts encoded; or a whole address, from a reply
 * @param body what to send
 * @param accept which form of reply
 * @param traffic what the limiter must know
 * @param isKept whether a reply may be kept, to be asked for again only if it has changed
 */
public record Call(Verb verb, String path, Optional<JsonNode> body, String accept, Traffic traffic, boolean isKept) {
    /** The form of nearly all replies. */
    public static final String JSON = "application/vnd.github+json";

    /** The form of a diff. */
    public static final String DIFF = "application/vnd.github.diff";

    /** Refuses a null. */
    public Call {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(accept, "accept");
        Objects.requireNonNull(traffic, "traffic");
    }

    /** Returns a read. */
    public static Call get(String path, Priority priority) {
        return new Call(Verb.GET, path, Optional.empty(), JSON, Traffic.read(priority), true);
    }

    /** Returns a read of a diff. */
    public static Call diff(String path) {
        return new Call(Verb.GET, path, Optional.empty(), DIFF, Traffic.read(Priority.REVIEW), true);
    }

    /** Returns a write that people are told of. */
    public static Call content(Verb verb, String path, JsonNode body, Priority priority) {
        return new Call(verb, path, Optional.of(body), JSON, traffic(Effect.CONTENT, priority), false);
    }

    /** Returns a write that people are not told of. */
    public static Call write(Verb verb, String path, Optional<JsonNode> body, Priority priority) {
        return new Call(verb, path, body, JSON, traffic(Effect.WRITE, priority), false);
    }

    static Call graphql(JsonNode body, Effect effect, Priority priority) {
        Traffic traffic = new Traffic(Resource.GRAPHQL, effect, priority);
        return new Call(Verb.POST, "/graphql", Optional.of(body), JSON, traffic, false);
    }

    private static Traffic traffic(Effect effect, Priority priority) {
        return new Traffic(Resource.CORE, effect, priority);
    }

    /** Returns this read without what was kept: for what changes without its address showing that. */
    public Call fresh() {
        return new Call(verb, path, body, accept, traffic, false);
    }

    boolean isRead() {
        return traffic.effect() == Effect.READ;
    }

    boolean isGraphql() {
        return traffic.resource() == Resource.GRAPHQL;
    }

    boolean expectsJson() {
        return accept.equals(JSON);
    }

    Call at(String address) {
        return new Call(verb, address, body, accept, traffic, isKept);
    }

    /** Returns a name for people, and for the limiter; calls that differ in what they write have different ones. */
    String key() {
        String suffix = body.map(sent -> " (" + Integer.toHexString(sent.hashCode()) + ")")
                .orElse("");
        return verb + " " + path + suffix;
    }
}
