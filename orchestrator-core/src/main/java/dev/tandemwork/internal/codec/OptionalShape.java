package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** An optional value: the value, or null for none. A reference to an optional must not be null itself. */
final class OptionalShape extends Shape {
    private final Shape value;
    private final Object empty;
    private final Function<Object, Object> wrap;
    private final Function<Object, Optional<?>> unwrap;

    private OptionalShape(
            Shape value, Object empty, Function<Object, Object> wrap, Function<Object, Optional<?>> unwrap) {
        this.value = value;
        this.empty = empty;
        this.wrap = wrap;
        this.unwrap = unwrap;
    }

    static OptionalShape of(Shape value) {
        return new OptionalShape(value, Optional.empty(), Optional::of, found -> (Optional<?>) found);
    }

    static OptionalShape ofInt(Shape value) {
        return new OptionalShape(value, OptionalInt.empty(), found -> OptionalInt.of((Integer) found), found -> {
            OptionalInt optional = (OptionalInt) found;
            return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
        });
    }

    static OptionalShape ofLong(Shape value) {
        return new OptionalShape(value, OptionalLong.empty(), found -> OptionalLong.of((Long) found), found -> {
            OptionalLong optional = (OptionalLong) found;
            return optional.isPresent() ? Optional.of(optional.getAsLong()) : Optional.empty();
        });
    }

    static OptionalShape ofDouble(Shape value) {
        return new OptionalShape(value, OptionalDouble.empty(), found -> OptionalDouble.of((Double) found), found -> {
            OptionalDouble optional = (OptionalDouble) found;
            return optional.isPresent() ? Optional.of(optional.getAsDouble()) : Optional.empty();
        });
    }

    @Override
    void put(JsonGenerator out, Object optional) throws IOException {
        Optional<?> found = unwrap.apply(optional);
        if (found.isPresent()) {
            value.put(out, found.get());
        } else {
            out.writeNull();
        }
    }

    @Override
    Object read(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? empty : wrap.apply(Objects.requireNonNull(value.read(in)));
    }

    @Override
    String expected() {
        return value.expected() + ", or null for none";
    }
}
