package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What is between the braces of a value that is written as an object. */
interface Fields {
    /** Writes the properties of {@code value}. */
    void writeFields(JsonGenerator out, Object value) throws IOException;

    /** Reads properties up to the closing brace, on which it leaves {@code in}. */
    Object readFields(JsonParser in) throws IOException;
}
