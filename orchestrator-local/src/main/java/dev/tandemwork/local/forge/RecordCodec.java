package dev.tandemwork.local.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.tandemwork.scm.ScmException;
import org.jspecify.annotations.Nullable;

/** Writes records as one line of JSON, and reads them. */
final class RecordCodec {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private RecordCodec() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("record [" + value + "] can't be written as JSON", e);
        }
    }

    static <T> T read(RefStore.Entry entry, Class<T> type) {
        try {
            JsonNode node = MAPPER.readTree(entry.text());
            requireFormat(entry.name(), node.path("format").asInt());
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw invalid(
                    "ref [" + entry.name() + "] holds no readable record; expected the JSON that the local forge "
                            + "writes; delete the ref if something else made it",
                    e);
        }
    }

    private static void requireFormat(String name, int format) {
        if (format != PullRecord.FORMAT) {
            throw invalid(
                    "ref [" + name + "] has format " + format + "; expected " + PullRecord.FORMAT
                            + "; use the version of Tandemwork that wrote it, or a newer one",
                    null);
        }
    }

    private static ScmException invalid(String message, @Nullable Throwable cause) {
        return ScmException.of(ScmException.Kind.INVALID, message, cause);
    }
}
