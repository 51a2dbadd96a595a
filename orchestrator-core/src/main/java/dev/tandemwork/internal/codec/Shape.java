package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the values of one type are written and read. */
abstract class Shape {
    /** Writes {@code value} where {@code out} stands. */
    final void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value != null) {
            put(out, value);
            return;
        }
        out.writeNull();
        if (!takesNull()) {
            throw Json.refuse(
                    out, "is null; expected " + expected() + ", or a declaration as Optional or @Nullable", null);
        }
    }

    /** Reads the value whose first token {@code in} stands on, and leaves it on the last one. */
    abstract @Nullable Object read(JsonParser in) throws IOException;

    /** Writes a value that is not null. */
    abstract void put(JsonGenerator out, Object value) throws IOException;

    /** Returns what a value looks like in JSON, for messages. */
    abstract String expected();

    /** Returns whether null, written as such, is a value of the type or stands for one. */
    boolean takesNull() {
        return false;
    }
}
