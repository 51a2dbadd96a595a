package dev.tandemwork.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.CodecException;
import dev.tandemwork.internal.codec.Order.Badly;
import dev.tandemwork.internal.codec.Order.Color;
import dev.tandemwork.internal.codec.Order.Err;
import dev.tandemwork.internal.codec.Order.Event;
import dev.tandemwork.internal.codec.Order.Labels;
import dev.tandemwork.internal.codec.Order.Line;
import dev.tandemwork.internal.codec.Order.Mood;
import dev.tandemwork.internal.codec.Order.Numbers;
import dev.tandemwork.internal.codec.Order.Ok;
import dev.tandemwork.internal.codec.Order.Pair;
import dev.tandemwork.internal.codec.Order.Result;
import dev.tandemwork.internal.codec.Order.Started;
import dev.tandemwork.internal.codec.Order.Tree;
import dev.tandemwork.internal.codec.Order.Unit;
import dev.tandemwork.internal.codec.Order.Well;
import dev.tandemwork.task.Task;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CodecTest {
    @Test
    void record_isAnObjectInTheOrderOfItsComponents() {
        Order order = new Order("o-1", List.of(new Line("nut", 3, new BigDecimal("1.10"))), Optional.empty(), null);

        assertThat(json(Order.class, order))
                .isEqualTo("{\"id\":\"o-1\",\"lines\":[{\"item\":\"nut\",\"count\":3,\"price\":\"1.10\"}],"
                        + "\"delay\":null,\"note\":null}");
        assertThat(again(Order.class, order)).isEqualTo(order);
    }

    @Test
    void optionalAndNullable_comeBack_whenPresent() {
        Order order = new Order("o-1", List.of(), Optional.of(Duration.ofSeconds(1, 1)), "later");

        assertThat(json(Order.class, order)).endsWith("\"delay\":\"PT1.000000001S\",\"note\":\"later\"}");
        assertThat(again(Order.class, order)).isEqualTo(order);
    }

    @Test
    void sealedType_saysFirstWhichSubclassItIs() {
        Event event = new Badly("late", Optional.of(new Well(0)));

        assertThat(json(Event.class, event))
                .isEqualTo("{\"type\":\"Badly\",\"why\":\"late\",\"cause\":{\"type\":\"Well\",\"code\":0}}");
        assertThat(again(Event.class, event)).isEqualTo(event);
    }

    @Test
    void sealedType_mayHoldEnums() {
        assertThat(json(Event.class, Mood.CROSS)).isEqualTo("{\"type\":\"Mood\",\"value\":\"CROSS\"}");
        assertThat(this.<Event>again(Event.class, Mood.CROSS)).isEqualTo(Mood.CROSS);
    }

    @Test
    void subclassByItself_needsNoDiscriminator() {
        assertThat(json(Started.class, new Started("me"))).isEqualTo("{\"by\":\"me\"}");
    }

    @Test
    void genericSealedType_handsItsArgumentOn() {
        Type type = new TypeRef<Result<Pair<String, Integer>>>() {}.type();
        Result<Pair<String, Integer>> ok = new Ok<>(new Pair<>("a", 1));
        Result<Pair<String, Integer>> err = new Err<>(List.of(new Pair<>("a", 1)), "no");

        assertThat(again(type, ok)).isEqualTo(ok);
        assertThat(again(type, err)).isEqualTo(err);
    }

    @Test
    void recordThatContainsItself_isStored() {
        Tree tree = new Tree("a", List.of(new Tree("b", List.of(), Optional.empty())), Optional.empty());

        assertThat(again(Tree.class, tree)).isEqualTo(tree);
    }

    @Test
    void nestedGenerics_areStored() {
        Type type = new TypeRef<List<Map<String, ? extends Line>>>() {}.type();
        List<Map<String, Line>> value = List.of(Map.of("x", new Line("nut", 1, BigDecimal.ONE)), Map.of());

        assertThat(again(type, value)).isEqualTo(value);
    }

    @Test
    void setsAndMaps_areWrittenInTheOrderOfTheirKeys() {
        Labels labels = new Labels(Set.of("c", "a", "b"), Map.of(Color.RED, 1, Color.GREEN, 2));

        assertThat(json(Labels.class, labels))
                .isEqualTo("{\"names\":[\"a\",\"b\",\"c\"],\"counts\":{\"GREEN\":2,\"RED\":1}}");
        assertThat(again(Labels.class, labels)).isEqualTo(labels);
    }

    @Test
    void numbersThatJsonHasNot_comeBack() {
        Numbers numbers = new Numbers((byte) -1, Short.MIN_VALUE, 1, Long.MAX_VALUE, Float.NaN, -0.0, '\ud800', true);

        assertThat(this.<Numbers>again(Numbers.class, numbers)).isEqualTo(numbers);
        assertThat(json(double.class, Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
    }

    @Test
    void emptyThings_comeBack() {
        assertThat(json(Unit.class, new Unit())).isEqualTo("{}");
        assertThat(json(Void.class, null)).isEqualTo("null");
        assertThat(this.<Object>again(Void.class, null)).isNull();
        assertThat(this.<OptionalInt>again(OptionalInt.class, OptionalInt.empty()))
                .isEmpty();
    }

    @Test
    void bytes_comeBack() {
        byte[] bytes = {0, -1, 127};

        assertThat(this.<byte[]>again(byte[].class, bytes)).isEqualTo(bytes);
    }

    @Test
    void anyString_comesBackOnOneLineOfAscii() {
        String text = "line\nline\u2028 \u00e9 \ud83d\ude00 cut \ud83d";

        assertThat(json(String.class, text)).isPrintable().matches("\\p{ASCII}*");
        assertThat(this.<String>again(String.class, text)).isEqualTo(text);
    }

    @Test
    void keys_areWholeCharacters() {
        Type type = new TypeRef<Map<String, Integer>>() {}.type();

        assertThat(again(type, Map.of("\ud83d\ude00", 1))).containsEntry("\ud83d\ude00", 1);
        assertThatExceptionOfType(CodecException.class).isThrownBy(() -> json(type, Map.of("\ud83d", 1)));
    }

    @Test
    void valuesOfTheCore_areStored() {
        Task task = Task.builder("api").instructions("do").repository("r").build();

        assertThat(this.<Task>again(Task.class, task)).isEqualTo(task);
    }

    private static String json(Type type, Object value) {
        return new String(Codec.of(type).encode(value), StandardCharsets.UTF_8);
    }

    private <T> T again(Type type, T value) {
        Codec<T> codec = Codec.of(type);
        return codec.decode(codec.encode(value));
    }
}
