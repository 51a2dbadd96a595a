package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** {@link Void}: null, its only value. */
final class NothingShape extends Shape {
    @Override
    void put(JsonGenerator out, Object value) {
        throw new ClassCastException(value.getClass().getTypeName() + " is not null");
    }

    @Override
    @Nullable
    Object read(JsonParser in) {
        Json.expect(in, JsonToken.VALUE_NULL, expected());
        return null;
    }

    @Override
    String expected() {
        return "null";
    }

    @Override
    boolean takesNull() {
        return true;
    }
}
