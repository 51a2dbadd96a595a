package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list: an array in its order. It comes back unmodifiable. */
final class ListShape extends Shape {
    private final Shape element;

    ListShape(Shape element) {
        this.element = element;
    }

    @Override
    void put(JsonGenerator out, Object list) throws IOException {
        out.writeStartArray();
        for (Object value : (List<?>) list) {
            element.write(out, value);
        }
        out.writeEndArray();
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.START_ARRAY, expected());
        List<@Nullable Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(element.read(in));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    String expected() {
        return "an array";
    }
}
