package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Bytes: a string in Base64. */
final class BytesShape extends Shape {
    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        out.writeBinary((byte[]) value);
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.VALUE_STRING, expected());
        return in.getBinaryValue();
    }

    @Override
    String expected() {
        return "a string in Base64";
    }
}
