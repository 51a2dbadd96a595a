package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A value that is written as a string. */
final class TextShape extends Shape implements Key {
    private final String expected;
    private final Function<Object, String> text;
    private final Function<String, Object> parse;

    private TextShape(String expected, Function<Object, String> text, Function<String, Object> parse) {
        this.expected = expected;
        this.text = text;
        this.parse = parse;
    }

    /** Returns the shape of {@code type}, whose {@code text} holds all of a value and {@code parse} brings it back. */
    static <T> TextShape of(Class<T> type, Function<T, String> text, Function<String, T> parse) {
        return new TextShape("a string that holds a " + type.getSimpleName(), text.compose(type::cast), parse::apply);
    }

    /** Returns the shape of an enum: the names of its constants. */
    static TextShape ofEnum(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        String expected = "one of " + constants.keySet().stream().sorted().toList();
        return new TextShape(expected, value -> nameOf(type, value), name -> constant(constants, name));
    }

    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        out.writeString(text.apply(value));
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.VALUE_STRING, expected);
        return parse(in, in.getText());
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    public String text(Object key) {
        return text.apply(key);
    }

    @Override
    public Object parse(JsonParser in, String found) {
        try {
            return parse.apply(found);
        } catch (RuntimeException e) {
            throw Json.refuse(in, "is " + Json.shown(found) + "; expected " + expected, e);
        }
    }

    private static String nameOf(Class<?> type, Object value) {
        Enum<?> constant = (Enum<?>) value;
        if (constant.getDeclaringClass() != type) {
            throw new ClassCastException(
                    constant.getDeclaringClass().getTypeName() + " is not a [" + type.getTypeName() + "]");
        }
        return constant.name();
    }

    private static Object constant(Map<String, Object> constants, String name) {
        Object constant = constants.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("no constant of that name");
        }
        return constant;
    }
}
