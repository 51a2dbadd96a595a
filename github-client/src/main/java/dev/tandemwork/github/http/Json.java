package dev.tandemwork.github.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON, read and written. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Returns a new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns a new list. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns the whole of {@code bytes} as JSON, if that is what they are. */
    public static Optional<JsonNode> read(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return Optional.ofNullable(node).filter(found -> !found.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    /** Errors are texts, or objects with a message, or with a code for a field. */
    static String errorOf(JsonNode error) {
        if (error.isTextual()) {
            return error.asText();
        }
        return error.hasNonNull("message")
                ? error.path("message").asText()
                : error.path("resource").asText() + "." + error.path("field").asText() + " is "
                        + error.path("code").asText();
    }
}
