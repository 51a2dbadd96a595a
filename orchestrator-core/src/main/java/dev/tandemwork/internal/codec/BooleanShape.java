package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A boolean. */
final class BooleanShape extends Shape {
    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        out.writeBoolean((Boolean) value);
    }

    @Override
    Object read(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw Json.mismatch(in, expected());
        }
        return token == JsonToken.VALUE_TRUE;
    }

    @Override
    String expected() {
        return "a boolean";
    }
}
