package dev.tandemwork.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.worker.SessionId;
import java.util.Optional;

/** Reads what the CLIs print. Nothing here throws: what is not there, or not of the expected type, is empty or zero. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** Returns the object that {@code line} is; empty if it is anything else. */
    static Optional<JsonNode> object(String line) {
        String text = line.strip();
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the first of {@code fields} that is a text and not blank. */
    static Optional<String> text(JsonNode node, String... fields) {
        for (String field : fields) {
            JsonNode value = node.path(field);
            if (value.isTextual() && !value.asText().isBlank()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    /** Returns the type that a message says it is of, or nothing. */
    static String type(JsonNode message) {
        return message.path("type").asText();
    }

    /** Returns the sum of {@code fields}, each of them zero if it is not there. */
    static long sum(JsonNode node, String... fields) {
        long sum = 0;
        for (String field : fields) {
            sum += Math.max(0, node.path(field).asLong());
        }
        return sum;
    }

    static Optional<SessionId> session(JsonNode node, String... fields) {
        return text(node, fields).map(SessionId::new);
    }
}
