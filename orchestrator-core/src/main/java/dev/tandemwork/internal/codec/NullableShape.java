package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value, or null where the declaration says so. */
final class NullableShape extends Shape {
    private final Shape value;

    NullableShape(Shape value) {
        this.value = value;
    }

    @Override
    void put(JsonGenerator out, Object present) throws IOException {
        value.put(out, present);
    }

    @Override
    @Nullable
    Object read(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : value.read(in);
    }

    @Override
    String expected() {
        return value.expected() + ", or null";
    }

    @Override
    boolean takesNull() {
        return true;
    }
}
