package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.tandemwork.CodecException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The dialect that values are stored in, and how its errors read. */
final class Json {
    /**
     * Everything beyond ASCII is escaped, so that any string comes back, a cut surrogate pair too. What may be written
     * may be read, so nothing but the depth is limited.
     */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int SHOWN = 60;

    private Json() {}

    /** Refuses a token other than {@code token}. */
    static void expect(JsonParser in, JsonToken token, String expected) {
        if (in.currentToken() != token) {
            throw mismatch(in, expected);
        }
    }

    /** Refuses anything after the value. */
    static void expectEnd(JsonParser in) throws IOException {
        if (in.nextToken() != null) {
            throw refuse(in, "is followed by " + name(in.currentToken()) + "; expected the end", null);
        }
    }

    /** Returns the error for a token that is not what was expected. */
    static CodecException mismatch(JsonParser in, String expected) {
        return refuse(in, "is " + name(in.currentToken()) + "; expected " + expected, null);
    }

    /** Returns an error about the place where {@code in} stands. */
    static CodecException refuse(JsonParser in, String found, @Nullable Throwable cause) {
        return refuse(in.getParsingContext().pathAsPointer(), found, cause);
    }

    /** Returns an error about the place where {@code out} stands. */
    static CodecException refuse(JsonGenerator out, String found, @Nullable Throwable cause) {
        return refuse(out.getOutputContext().pathAsPointer(), found, cause);
    }

    /** Returns the error for bytes that could not even be started or ended. */
    static CodecException broken(Type type, IOException e) {
        return CodecException.of("json of [" + type.getTypeName() + "] can't be read: " + e.getMessage(), e);
    }

    /** Returns {@code text} in brackets, cut short. */
    static String shown(String text) {
        return "[" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "]";
    }

    private static CodecException refuse(JsonPointer place, String found, @Nullable Throwable cause) {
        return CodecException.of("value [" + (place.matches() ? "/" : place) + "] " + found, cause);
    }

    private static String name(@Nullable JsonToken token) {
        if (token == null) {
            return "missing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a fractional number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.name().toLowerCase(Locale.ROOT);
        };
    }
}
