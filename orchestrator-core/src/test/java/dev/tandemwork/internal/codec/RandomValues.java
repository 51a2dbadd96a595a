package dev.tandemwork.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Random values of any type that can be stored, odd ones more often than not. */
final class RandomValues {
    private static final int DEEPEST = 5;
    private static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1e10,
        0.1,
        1.0
    };
    private static final String[] ZONES = {"Europe/Berlin", "UTC", "Z", "GMT+2", "America/New_York", "+05:30"};

    private final Random random;
    private final Map<Class<?>, Supplier<Object>> scalars = new HashMap<>();
    private int depth;

    RandomValues(Random random) {
        this.random = random;
        addNumbers();
        addTexts();
        addDates();
        addZones();
    }

    static Set<?> of(Class<?> raw, Class<?> element, Random random) {
        Resolved type = new Resolved(raw, List.of(new Resolved(element, List.of())));
        return (Set<?>) new RandomValues(random).container(type, 40);
    }

    Object value(Type type) {
        return value(Resolved.of(type, Resolved.Bindings.NONE, Place.root(type)));
    }

    private Object value(Resolved type) {
        Supplier<Object> scalar = scalars.get(type.raw());
        if (scalar != null) {
            return scalar.get();
        }
        depth++;
        try {
            return composite(type);
        } finally {
            depth--;
        }
    }

    private Object composite(Resolved type) {
        Class<?> raw = type.raw();
        if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        } else if (raw.isRecord()) {
            return record(type);
        } else if (raw.isSealed()) {
            Class<?>[] cases = raw.getPermittedSubclasses();
            return value(type.subtype(cases[random.nextInt(cases.length)], Place.root(type)));
        }
        return container(type, depth > DEEPEST ? 0 : random.nextInt(4));
    }

    private Object container(Resolved type, int size) {
        if (type.raw() == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(key(type.arguments().get(0)), value(type.arguments().get(1)));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(type.arguments().get(0)));
        }
        if (type.raw() == Optional.class) {
            return list.stream().findFirst();
        }
        return type.raw() == Set.class ? new HashSet<>(list) : list;
    }

    private Object key(Resolved type) {
        Object key = value(type);
        return key instanceof String text
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : key;
    }

    private Object record(Resolved type) {
        RecordComponent[] components = type.raw().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(part -> value(Resolved.of(part.getGenericType(), type.bindings(), Place.root(type))))
                .toArray();
        try {
            Constructor<?> constructor = type.raw().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addNumbers() {
        scalars.put(byte.class, () -> (byte) random.nextInt());
        scalars.put(short.class, () -> (short) random.nextInt());
        scalars.put(int.class, () -> random.nextInt() >>> 1);
        scalars.put(Integer.class, random::nextInt);
        scalars.put(long.class, random::nextLong);
        scalars.put(Long.class, random::nextLong);
        scalars.put(
                float.class, () -> random.nextBoolean() ? (float) oddDouble() : Float.intBitsToFloat(random.nextInt()));
        scalars.put(double.class, this::oddDouble);
        scalars.put(boolean.class, random::nextBoolean);
        scalars.put(BigInteger.class, () -> new BigInteger(random.nextInt(300), random));
        scalars.put(BigDecimal.class, () -> new BigDecimal(new BigInteger(90, random), random.nextInt(60) - 30));
        scalars.put(
                OptionalInt.class, () -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt()));
        scalars.put(
                OptionalLong.class,
                () -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()));
        scalars.put(
                OptionalDouble.class,
                () -> random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(oddDouble()));
    }

    private void addTexts() {
        scalars.put(char.class, () -> (char) random.nextInt(0x10000));
        scalars.put(String.class, this::text);
        scalars.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        scalars.put(URI.class, () -> URI.create("https://h.example/%C3%A9?q=" + random.nextInt() + "#f"));
    }

    private void addDates() {
        scalars.put(Instant.class, this::instant);
        scalars.put(
                Duration.class,
                () -> Duration.ofSeconds(random.nextLong() >> random.nextInt(60), random.nextInt(1_000_000_000)));
        scalars.put(Period.class, () -> Period.of(random.nextInt(100) - 50, random.nextInt(100), -random.nextInt(100)));
        scalars.put(LocalDate.class, () -> dateTime().toLocalDate());
        scalars.put(LocalTime.class, () -> dateTime().toLocalTime());
        scalars.put(LocalDateTime.class, this::dateTime);
        scalars.put(YearMonth.class, () -> YearMonth.from(dateTime()));
        scalars.put(MonthDay.class, () -> MonthDay.from(dateTime()));
        scalars.put(Year.class, () -> Year.of(random.nextInt(2 * Year.MAX_VALUE) - Year.MAX_VALUE));
    }

    private void addZones() {
        scalars.put(OffsetTime.class, () -> OffsetTime.of(dateTime().toLocalTime(), offset()));
        scalars.put(OffsetDateTime.class, () -> OffsetDateTime.of(dateTime(), offset()));
        scalars.put(ZonedDateTime.class, () -> ZonedDateTime.ofInstant(instant(), zone()));
        scalars.put(ZoneId.class, this::zone);
        scalars.put(ZoneOffset.class, this::offset);
    }

    private double oddDouble() {
        return random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : Double.longBitsToDouble(random.nextLong());
    }

    private String text() {
        char[] text = new char[random.nextInt(12)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
        }
        return new String(text);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextInt(Integer.MAX_VALUE), random.nextInt(3) * 1_000_000L + random.nextInt(2));
    }

    private LocalDateTime dateTime() {
        return LocalDateTime.ofEpochSecond(
                random.nextLong() >> 24, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000), ZoneOffset.UTC);
    }

    private ZoneId zone() {
        return ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(random.nextInt(36 * 3600) - 18 * 3600);
    }
}
