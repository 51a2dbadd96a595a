package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tandemwork.CodecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A set: an array in the order of its encoded elements. It comes back unmodifiable, in that order. */
final class SetShape extends Shape {
    private final Shape element;

    SetShape(Shape element) {
        this.element = element;
    }

    @Override
    void put(JsonGenerator out, Object set) throws IOException {
        TreeSet<String> sorted = new TreeSet<>();
        for (Object value : (Set<?>) set) {
            sorted.add(encoded(out, value));
        }
        out.writeStartArray();
        for (String value : sorted) {
            out.writeRawValue(value);
        }
        out.writeEndArray();
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.START_ARRAY, expected());
        Set<@Nullable Object> values = new LinkedHashSet<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!values.add(element.read(in))) {
                throw Json.refuse(in, "is there twice; expected a set", null);
            }
        }
        return Collections.unmodifiableSet(values);
    }

    @Override
    String expected() {
        return "an array without duplicates";
    }

    private String encoded(JsonGenerator out, @Nullable Object value) {
        try {
            return new String(Codec.encode(element, value), StandardCharsets.UTF_8);
        } catch (CodecException e) {
            throw Json.refuse(out, "has an element that can't be encoded: " + e.getMessage(), e);
        }
    }
}
