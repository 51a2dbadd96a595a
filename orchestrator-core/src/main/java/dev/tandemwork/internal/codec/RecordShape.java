package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record: an object with one property a component, in their order. */
final class RecordShape extends Shape implements Fields {
    private static final Object MISSING = new Object();

    private final Class<?> type;
    private final MethodHandle constructor;
    private final Map<String, Integer> positions = new HashMap<>();
    private Component[] components = {};

    /**
     * A component.
     *
     * @param name its name
     * @param accessor takes the record, returns the component
     * @param shape the shape of its type
     */
    record Component(SerializableString name, MethodHandle accessor, Shape shape) {
        static Component of(String name, MethodHandle accessor, Shape shape) {
            return new Component(new SerializedString(name), accessor, shape);
        }
    }

    RecordShape(Class<?> type, MethodHandle constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    /** Completes the shape; apart from the constructor, since a record may contain itself. */
    void complete(List<Component> parts) {
        components = parts.toArray(Component[]::new);
        for (int i = 0; i < components.length; i++) {
            positions.put(components[i].name.getValue(), i);
        }
    }

    @Override
    void put(JsonGenerator out, Object value) throws IOException {
        out.writeStartObject();
        writeFields(out, value);
        out.writeEndObject();
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.START_OBJECT, expected());
        return readFields(in);
    }

    @Override
    String expected() {
        return "an object of type [" + type.getTypeName() + "]";
    }

    @Override
    public void writeFields(JsonGenerator out, Object value) throws IOException {
        for (Component component : components) {
            out.writeFieldName(component.name);
            component.shape.write(out, Members.get(component.accessor, value));
        }
    }

    @Override
    public Object readFields(JsonParser in) throws IOException {
        @Nullable Object[] values = new Object[components.length];
        Arrays.fill(values, MISSING);
        for (int position = next(in, 0, values); position >= 0; position = next(in, position + 1, values)) {
            in.nextToken();
            values[position] = components[position].shape.read(in);
        }
        requireAll(in, values);
        return construct(in, values);
    }

    /** Goes to the next property and returns its position, or -1 at the end. To expect the right one is faster. */
    private int next(JsonParser in, int expected, @Nullable Object[] values) throws IOException {
        if (expected == components.length) {
            in.nextToken();
        } else if (in.nextFieldName(components[expected].name) && values[expected] == MISSING) {
            return expected;
        }
        return in.currentToken() == JsonToken.FIELD_NAME ? free(in, in.currentName(), values) : -1;
    }

    private int free(JsonParser in, String name, @Nullable Object[] values) {
        Integer position = positions.get(name);
        if (position == null) {
            throw Json.refuse(in, "is unknown; expected a component of [" + type.getTypeName() + "]", null);
        }
        if (values[position] != MISSING) {
            throw Json.refuse(in, "is there twice; expected it once", null);
        }
        return position;
    }

    private void requireAll(JsonParser in, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == MISSING) {
                throw Json.refuse(in, "has no property [" + components[i].name + "]; expected " + expected(), null);
            }
        }
    }

    private Object construct(JsonParser in, @Nullable Object[] values) {
        try {
            return Members.construct(constructor, values);
        } catch (RuntimeException e) {
            throw Json.refuse(in, "is refused by [" + type.getTypeName() + "]: " + e.getMessage(), e);
        }
    }
}
