package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A float or double: a number with a fraction, or a string for the three values that JSON has no number for. */
final class FractionShape extends Shape {
    private final boolean single;

    private FractionShape(boolean single) {
        this.single = single;
    }

    static FractionShape ofFloat() {
        return new FractionShape(true);
    }

    static FractionShape ofDouble() {
        return new FractionShape(false);
    }

    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        if (single) {
            out.writeNumber((Float) value);
        } else {
            out.writeNumber((Double) value);
        }
    }

    @Override
    Object read(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return single ? (Object) in.getFloatValue() : (Object) in.getDoubleValue();
        }
        Json.expect(in, JsonToken.VALUE_STRING, expected());
        double special = special(in);
        return single ? (Object) (float) special : (Object) special;
    }

    @Override
    String expected() {
        return "a number with a fraction, \"NaN\", \"Infinity\" or \"-Infinity\"";
    }

    private double special(JsonParser in) throws IOException {
        return switch (in.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw Json.mismatch(in, expected());
        };
    }
}
