package dev.tandemwork.journal;

import dev.tandemwork.CodecException;
import dev.tandemwork.internal.codec.Codec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value as the journal keeps it: JSON, to be read as text or as the type it was written as. */
public final class Payload {
    private final Supplier<byte[]> json;

    private Payload(Supplier<byte[]> json) {
        this.json = json;
    }

    /** Returns the payload that is {@code json}. */
    public static Payload of(byte[] json) {
        return new Payload(() -> json);
    }

    /** Returns the payload that {@code load} fetches, each time it is read. */
    public static Payload stored(Supplier<byte[]> load) {
        return new Payload(load);
    }

    /** Returns the JSON, in UTF-8. */
    public byte[] bytes() {
        return json.get();
    }

    /**
     * Returns the value.
     *
     * @throws CodecException if it is not of that type
     */
    public <T> T as(Class<T> type) {
        return Codec.<T>of((Type) type).decode(bytes());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes(), payload.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Returns the JSON. */
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
