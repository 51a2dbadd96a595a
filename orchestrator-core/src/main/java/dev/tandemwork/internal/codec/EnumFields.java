package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** An enum below a sealed type: the property {@code value} holds the constant. */
record EnumFields(TextShape constants) implements Fields {
    private static final String VALUE = "value";

    @Override
    public void writeFields(JsonGenerator out, Object value) throws IOException {
        out.writeFieldName(VALUE);
        constants.write(out, value);
    }

    @Override
    public Object readFields(JsonParser in) throws IOException {
        if (!VALUE.equals(in.nextFieldName())) {
            throw Json.refuse(in, "names no constant; expected the property [value]", null);
        }
        in.nextToken();
        Object constant = constants.read(in);
        if (in.nextFieldName() != null) {
            throw Json.refuse(in, "is unknown; expected nothing after [value]", null);
        }
        return constant;
    }
}
