package dev.tandemwork.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.CodecException;
import dev.tandemwork.internal.codec.Order.Line;
import dev.tandemwork.internal.codec.Order.Pair;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CodecTypesTest {
    private static final String HERE = CodecTypesTest.class.getName();

    record Loose(List<Object> lines) {}

    record Deep(Map<String, List<Optional<Loose>>> deep) {}

    record Resource(String name, InputStream stream) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Ints(int[] ints) {}

    @SuppressWarnings("NullableOptional")
    record Twice(@Nullable Optional<String> value) {}

    record Growing<T>(Optional<Growing<List<T>>> next) {}

    interface Open {}

    sealed interface Loosened permits Fixed, Free {}

    record Fixed(int value) implements Loosened {}

    non-sealed interface Free extends Loosened {}

    sealed interface Clash permits One.Same, Two.Same {}

    interface One {
        record Same(int value) implements Clash {}
    }

    interface Two {
        record Same(int value) implements Clash {}
    }

    sealed interface Typed permits Kind {}

    record Kind(String type) implements Typed {}

    sealed interface Plain permits Any {}

    record Any<T>(T value) implements Plain {}

    @Test
    void offendingPart_isNamedWithTheWayToIt() {
        assertThat(refusal(Loose.class))
                .isEqualTo(
                        "type [" + HERE + "$Loose], component [lines], element [java.lang.Object] can't be stored; "
                                + "expected a record, an enum, a sealed type of them, String, a primitive or its box, BigDecimal, "
                                + "BigInteger, UUID, URI, byte[], a type of java.time, or a List, Set, Map or Optional of these");
        assertThat(refusal(Deep.class))
                .startsWith("type [" + HERE + "$Deep], component [deep], value, element, value, component [lines], "
                        + "element [java.lang.Object] can't be stored");
        assertThat(refusal(Resource.class))
                .startsWith("type [" + HERE + "$Resource], component [stream] of type [java.io.InputStream] can't be");
        assertThat(refusal(Object.class)).startsWith("type [java.lang.Object] can't be stored");
    }

    @Test
    void typesThatAreNotClosed_areRefused() {
        assertThat(refusal(Open.class)).contains("Open] can't be stored");
        assertThat(refusal(Thread.class)).contains("can't be stored");
        assertThat(refusal(Ints.class)).contains("component [ints] of type [int[]] can't be stored");
        assertThat(refusal(Object[].class)).contains("can't be stored");
        assertThat(refusal(new TypeRef<List<?>>() {}.type())).contains("element [java.lang.Object] can't be stored");
        assertThat(refusal(new TypeRef<List<String>[]>() {}.type())).contains("can't be stored");
        assertThat(refusal(new TypeRef<Iterable<String>>() {}.type())).contains("can't be stored");
    }

    @Test
    @SuppressWarnings("rawtypes")
    void rawTypes_areRefused() {
        assertThat(refusal(Pair.class)).contains("is raw and can't be stored; expected its type arguments");
        assertThat(refusal(List.class)).contains("is raw");
        assertThat(refusal(new TypeRef<List<Map>>() {}.type())).contains("is raw");
    }

    @Test
    void keysThatAreNoText_areRefused() {
        assertThat(refusal(new TypeRef<Map<Line, String>>() {}.type()))
                .contains("key [" + Line.class.getTypeName() + "] can't be a key");
        assertThat(refusal(new TypeRef<Map<Double, String>>() {}.type()))
                .contains("key [java.lang.Double] can't be a key");
    }

    @Test
    void absenceThatIsToldInTwoWays_isRefused() {
        assertThat(refusal(Twice.class)).contains("is @Nullable; expected an Optional that is never null");
        assertThat(refusal(new TypeRef<Optional<Optional<String>>>() {}.type())).contains("may be absent itself");
        assertThat(refusal(new TypeRef<Optional<Void>>() {}.type())).contains("may be absent itself");
    }

    @Test
    void typeThatGrowsWithoutEnd_isRefused() {
        assertThat(refusal(new TypeRef<Growing<String>>() {}.type())).contains("is nested without end");
    }

    @Test
    void sealedTypesThatCanNotBeToldApart_areRefused() {
        assertThat(refusal(Loosened.class)).contains("subclass [" + HERE + "$Free] can't be stored; expected a record");
        assertThat(refusal(Clash.class))
                .contains("has the simple name of [" + HERE + "$One$Same]; expected another name");
        assertThat(refusal(Typed.class)).contains("has a component [type], which tells subclasses apart");
        assertThat(refusal(Plain.class)).contains("has a type parameter that its sealed type does not fix");
    }

    @Test
    void refusedType_isRefusedAgain() {
        assertThat(refusal(Loose.class)).isEqualTo(refusal(Loose.class));
    }

    @Test
    void codecOfAClass_isMadeOnce() {
        assertThat((Object) Codec.of(Line.class))
                .isSameAs(Codec.of(Line.class))
                .hasToString("codec of [" + Line.class.getTypeName() + "]");
    }

    @Test
    void setsOfSealedTypes_areStored() {
        Codec<Set<Order.Event>> codec = Codec.of(new TypeRef<Set<Order.Event>>() {}.type());
        Set<Order.Event> events = Set.of(Order.Mood.CALM, new Order.Started("a"), new Order.Well(1));

        assertThat(codec.decode(codec.encode(events))).isEqualTo(events);
    }

    private static String refusal(Type type) {
        CodecException[] thrown = new CodecException[1];
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Codec.of(type))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].getMessage();
    }
}
