package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.LongFunction;

/** A whole number of up to 64 bits. */
final class WholeShape extends Shape implements Key {
    private final Class<? extends Number> type;
    private final long min;
    private final long max;
    private final LongFunction<Object> box;

    WholeShape(Class<? extends Number> type, long min, long max, LongFunction<Object> box) {
        this.type = type;
        this.min = min;
        this.max = max;
        this.box = box;
    }

    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        out.writeNumber(type.cast(value).longValue());
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.VALUE_NUMBER_INT, expected());
        return inRange(in, in.getLongValue());
    }

    @Override
    String expected() {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public String text(Object key) {
        return type.cast(key).toString();
    }

    @Override
    public Object parse(JsonParser in, String found) {
        try {
            return inRange(in, Long.parseLong(found));
        } catch (NumberFormatException e) {
            throw Json.refuse(in, "is " + Json.shown(found) + "; expected " + expected(), e);
        }
    }

    private Object inRange(JsonParser in, long value) {
        if (value < min || value > max) {
            throw Json.refuse(in, "is [" + value + "]; expected " + expected(), null);
        }
        return box.apply(value);
    }
}
