package dev.tandemwork.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that are stored as one token. */
final class Scalars {
    /** What YearMonth.parse reads; its toString leaves out the sign of a year beyond 9999. */
    private static final DateTimeFormatter YEAR_MONTH = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .toFormatter(Locale.ROOT);

    private static final Map<Class<?>, Shape> SHAPES = shapes();

    private Scalars() {}

    /** Returns the shape of {@code type}, or null if it is no scalar. */
    static @Nullable Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static Map<Class<?>, Shape> shapes() {
        Map<Class<?>, Shape> shapes = new HashMap<>();
        addNumbers(shapes);
        addOthers(shapes);
        addTimes(shapes);
        addOptionals(shapes);
        return Map.copyOf(shapes);
    }

    private static void addNumbers(Map<Class<?>, Shape> shapes) {
        Shape ofByte = new WholeShape(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, value -> (byte) value);
        Shape ofShort = new WholeShape(Short.class, Short.MIN_VALUE, Short.MAX_VALUE, value -> (short) value);
        Shape ofInt = new WholeShape(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value);
        Shape ofLong = new WholeShape(Long.class, Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
        add(shapes, byte.class, Byte.class, ofByte);
        add(shapes, short.class, Short.class, ofShort);
        add(shapes, int.class, Integer.class, ofInt);
        add(shapes, long.class, Long.class, ofLong);
        add(shapes, float.class, Float.class, FractionShape.ofFloat());
        add(shapes, double.class, Double.class, FractionShape.ofDouble());
        addText(shapes, BigDecimal.class, BigDecimal::new);
        addText(shapes, BigInteger.class, BigInteger::new);
    }

    private static void addOthers(Map<Class<?>, Shape> shapes) {
        add(shapes, boolean.class, Boolean.class, new BooleanShape());
        add(shapes, char.class, Character.class, TextShape.of(Character.class, Object::toString, Scalars::character));
        add(shapes, void.class, Void.class, new NothingShape());
        shapes.put(byte[].class, new BytesShape());
        addText(shapes, String.class, text -> text);
        addText(shapes, UUID.class, UUID::fromString);
        addText(shapes, URI.class, URI::create);
    }

    private static void addTimes(Map<Class<?>, Shape> shapes) {
        addText(shapes, Instant.class, Instant::parse);
        addText(shapes, Duration.class, Duration::parse);
        addText(shapes, Period.class, Period::parse);
        addText(shapes, LocalDate.class, LocalDate::parse);
        addText(shapes, LocalTime.class, LocalTime::parse);
        addText(shapes, LocalDateTime.class, LocalDateTime::parse);
        addText(shapes, OffsetTime.class, OffsetTime::parse);
        addText(shapes, OffsetDateTime.class, OffsetDateTime::parse);
        addText(shapes, ZonedDateTime.class, ZonedDateTime::parse);
        addText(shapes, ZoneId.class, ZoneId::of);
        addText(shapes, ZoneOffset.class, ZoneOffset::of);
        shapes.put(YearMonth.class, TextShape.of(YearMonth.class, YEAR_MONTH::format, YearMonth::parse));
        addText(shapes, MonthDay.class, MonthDay::parse);
        addText(shapes, Year.class, text -> Year.of(Integer.parseInt(text)));
    }

    private static void addOptionals(Map<Class<?>, Shape> shapes) {
        shapes.put(OptionalInt.class, OptionalShape.ofInt(Objects.requireNonNull(shapes.get(int.class))));
        shapes.put(OptionalLong.class, OptionalShape.ofLong(Objects.requireNonNull(shapes.get(long.class))));
        shapes.put(OptionalDouble.class, OptionalShape.ofDouble(Objects.requireNonNull(shapes.get(double.class))));
    }

    private static void add(Map<Class<?>, Shape> shapes, Class<?> primitive, Class<?> box, Shape shape) {
        shapes.put(primitive, shape);
        shapes.put(box, shape);
    }

    private static <T> void addText(Map<Class<?>, Shape> shapes, Class<T> type, Function<String, T> parse) {
        shapes.put(type, TextShape.of(type, Object::toString, parse));
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
