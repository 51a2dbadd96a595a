package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A map: an object in the order of its encoded keys. It comes back unmodifiable, in that order. */
final class MapShape extends Shape {
    private final Key key;
    private final Shape value;

    MapShape(Key key, Shape value) {
        this.key = key;
        this.value = value;
    }

    @Override
    void put(JsonGenerator out, Object map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, @Nullable Object> entry :
                sorted(out, (Map<?, ?>) map).entrySet()) {
            out.writeFieldName(entry.getKey());
            value.write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    @Override
    Object read(JsonParser in) throws IOException {
        Json.expect(in, JsonToken.START_OBJECT, expected());
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            Object found = key.parse(in, name);
            if (entries.containsKey(found)) {
                throw Json.refuse(in, "is there twice; expected each key once", null);
            }
            in.nextToken();
            entries.put(found, value.read(in));
        }
        return Collections.unmodifiableMap(entries);
    }

    @Override
    String expected() {
        return "an object";
    }

    private SortedMap<String, @Nullable Object> sorted(JsonGenerator out, Map<?, ?> map) {
        SortedMap<String, @Nullable Object> sorted = new TreeMap<>();
        CharsetEncoder characters = StandardCharsets.UTF_8.newEncoder();
        map.forEach((found, held) -> {
            String text = found == null ? null : key.text(found);
            if (text == null || !characters.canEncode(text)) {
                throw Json.refuse(out, "has a key that is null or half a character; expected whole characters", null);
            }
            sorted.put(text, held);
        });
        return sorted;
    }
}
