package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.tandemwork.CodecException;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of one type into JSON and back.
 *
 * <p>The type is checked whole when the codec is made, so that nothing is left to find out when a value is to be stored.
 * Encoding is a function of the value alone: sets and maps are written in the order of their encoded keys, and come back
 * in that order. Decoding takes what encoding gives and nothing else. A sealed type is told apart by the property
 * {@code type}, which holds the simple name of the subclass.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> the type
 */
public final class Codec<T extends @Nullable Object> {
    private static final ClassValue<Codec<?>> CODECS = new ClassValue<>() {
        @Override
        protected Codec<?> computeValue(Class<?> type) {
            return new Codec<>(type, ShapeBuilder.build(type));
        }
    };

    private final Type type;
    private final Shape shape;

    private Codec(Type type, Shape shape) {
        this.type = type;
        this.shape = shape;
    }

    /**
     * Returns the codec of {@code type}. The codec of a class is made once; that of a generic type anew each time, since
     * to keep it would keep its arguments' class loaders.
     *
     * @throws CodecException if anything in the type can't be stored; the message names the way to it
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Codec<T> of(Type type) {
        Codec<?> codec = type instanceof Class<?> c ? CODECS.get(c) : new Codec<>(type, ShapeBuilder.build(type));
        return (Codec<T>) codec;
    }

    /**
     * Returns {@code value} as JSON, on one line.
     *
     * @throws CodecException if the value does not fit the type, or has a null where none is declared
     */
    public byte[] encode(T value) {
        return encode(shape, value);
    }

    /**
     * Writes {@code value} where {@code out} stands.
     *
     * @throws CodecException if the value does not fit the type, or has a null where none is declared
     */
    public void encode(T value, JsonGenerator out) {
        write(shape, value, out);
    }

    /**
     * Returns the value that {@code bytes} hold.
     *
     * @throws CodecException if they hold anything but one whole value of this type
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is read only where T takes it
    public T decode(byte[] bytes) {
        try (JsonParser in = Json.FACTORY.createParser(bytes)) {
            in.nextToken();
            Object value = read(in);
            Json.expectEnd(in);
            return (T) value;
        } catch (IOException e) {
            throw Json.broken(type, e);
        }
    }

    /**
     * Returns the value whose first token {@code in} stands on, and leaves it on the last one.
     *
     * @throws CodecException if there is anything but a value of this type
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is read only where T takes it
    public T decode(JsonParser in) {
        try {
            return (T) read(in);
        } catch (IOException e) {
            throw Json.broken(type, e);
        }
    }

    /** Returns the type. */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return "codec of [" + type.getTypeName() + "]";
    }

    static byte[] encode(Shape shape, @Nullable Object value) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(256);
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
            write(shape, value, out);
        } catch (IOException e) {
            throw CodecException.of("value could not be encoded: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(Shape shape, @Nullable Object value, JsonGenerator out) {
        try {
            shape.write(out, value);
        } catch (ClassCastException e) {
            throw Json.refuse(out, "holds a value of another type than it declares: " + e.getMessage(), e);
        } catch (IOException e) {
            throw Json.refuse(out, "could not be encoded: " + e.getMessage(), e);
        }
    }

    private @Nullable Object read(JsonParser in) throws IOException {
        try {
            return shape.read(in);
        } catch (IOException e) {
            throw Json.refuse(in, "could not be decoded: " + e.getMessage(), e);
        }
    }
}
