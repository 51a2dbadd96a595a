package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The arguments of a field, with the values of variables in their places.
 *
 * @param json an object
 */
record Arguments(JsonNode json) {
    static final Arguments NONE = new Arguments(Json.object());

    /** Returns the fields of the argument {@code input}. */
    Arguments input() {
        return new Arguments(json.path("input"));
    }

    Optional<String> text(String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    String require(String name) {
        return text(name).orElseThrow(() -> new GraphError("Argument '" + name + "' is required"));
    }

    int number(String name, int otherwise) {
        return json.path(name).asInt(otherwise);
    }

    boolean flag(String name) {
        return json.path(name).asBoolean();
    }

    List<String> texts(String name) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
