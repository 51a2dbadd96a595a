package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sealed type: an object that says first which of its subclasses it is. */
final class SealedShape extends Shape {
    /** The property that tells the subclasses apart. */
    static final String DISCRIMINATOR = "type";

    private final Class<?> type;
    private final Map<Class<?>, Case> byClass = new HashMap<>();
    private final Map<String, Case> byName = new HashMap<>();

    private record Case(Class<?> type, Fields fields) {}

    SealedShape(Class<?> type) {
        this.type = type;
    }

    /** Adds a subclass, and returns the one that has its simple name already, if there is one. */
    @Nullable
    Class<?> add(Class<?> subclass, Fields fields) {
        Case added = new Case(subclass, fields);
        byClass.put(subclass, added);
        Case before = byName.putIfAbsent(subclass.getSimpleName(), added);
        return before == null || before.type == subclass ? null : before.type;
    }

    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        Class<?> found = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Case match = byClass.get(found);
        if (match == null) {
            throw new ClassCastException(found.getTypeName() + " is not a [" + type.getTypeName() + "]");
        }
        out.writeStartObject();
        out.writeStringField(DISCRIMINATOR, found.getSimpleName());
        match.fields.writeFields(out, value);
        out.writeEndObject();
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.START_OBJECT, expected());
        if (!DISCRIMINATOR.equals(in.nextFieldName())) {
            throw Json.refuse(in, "does not say its type; expected the property [type] first", null);
        }
        in.nextToken();
        Json.expect(in, JsonToken.VALUE_STRING, "the name of a subclass of [" + type.getTypeName() + "]");
        return match(in).fields.readFields(in);
    }

    @Override
    String expected() {
        return "an object of one of the types "
                + byName.keySet().stream().sorted().toList();
    }

    private Case match(JsonParser in) throws IOException {
        Case match = byName.get(in.getText());
        if (match == null) {
            throw Json.refuse(in, "is " + Json.shown(in.getText()) + "; expected " + expected(), null);
        }
        return match;
    }
}
