package dev.tandemwork.internal.codec;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.CodecException;
import dev.tandemwork.internal.codec.Order.Event;
import dev.tandemwork.internal.codec.Order.Labels;
import dev.tandemwork.internal.codec.Order.Line;
import dev.tandemwork.internal.codec.Order.Small;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecStrictnessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"count\":1,\"size\":2,\"done\":true,\"more\":1}  | value [/more] is unknown",
                "{\"name\":\"a\",\"count\":1,\"size\":2}                         | value [/] has no property [done]",
                "{\"name\":\"a\",\"name\":\"b\",\"count\":1,\"size\":2,\"done\":true} | value [/name] is there twice",
                "{\"name\":null,\"count\":1,\"size\":2,\"done\":true}            | value [/name] is null; expected a string",
                "{\"name\":1,\"count\":1,\"size\":2,\"done\":true}               | value [/name] is a whole number; expected",
                "{\"name\":\"a\",\"count\":null,\"size\":2,\"done\":true}        | value [/count] is null; expected a whole",
                "{\"name\":\"a\",\"count\":\"1\",\"size\":2,\"done\":true}       | value [/count] is a string; expected a whole",
                "{\"name\":\"a\",\"count\":1.0,\"size\":2,\"done\":true}         | value [/count] is a fractional number",
                "{\"name\":\"a\",\"count\":2147483648,\"size\":2,\"done\":true}  | value [/count] is [2147483648]; expected",
                "{\"name\":\"a\",\"count\":1,\"size\":99999999999999999999,\"done\":true} | value [/size] could not be decoded",
                "{\"name\":\"a\",\"count\":1,\"size\":2,\"done\":\"true\"}       | value [/done] is a string; expected a boolean",
                "[]                                                              | value [/] is an array; expected an object",
                "{\"name\":\"a\",\"count\":1,\"size\":2,\"done\":true} {}        | value [/] is followed by an object",
                "{\"name\":\"a\",\"count\":1,\"size\":2,\"done\":true}x          | can't be read: Unrecognized token",
                "{\"name\":\"a\",\"count\":1,                                    | could not be decoded",
                "``                                                              | value [/] is missing; expected an object",
                "null                                                            | value [/] is null; expected an object"
            })
    void anythingButWhatWasEncoded_isRefused(String json, String message) {
        refused(Small.class, json, message);
    }

    @Test
    void unknownSubclass_isRefused() {
        refused(
                Event.class,
                "{\"type\":\"Gone\"}",
                "value [/type] is [Gone]; expected an object of one of the types [Badly, ");
        refused(
                Event.class,
                "{\"by\":\"me\",\"type\":\"Started\"}",
                "does not say its type; expected the property [type] first");
        refused(
                Event.class,
                "{\"type\":\"Mood\",\"value\":\"ANGRY\"}",
                "value [/value] is [ANGRY]; expected one of [CALM, CROSS]");
        refused(Event.class, "{\"type\":\"Mood\",\"value\":\"CALM\",\"x\":1}", "value [/x] is unknown");
        refused(Event.class, "{}", "does not say its type");
    }

    @Test
    void placeInTheValue_isNamed() {
        String lines =
                "{\"id\":\"a\",\"lines\":[{\"item\":\"nut\",\"count\":1,\"price\":\"1\"},{\"item\":\"nut\",\"count\":1,"
                        + "\"price\":\"x\"}],\"delay\":null,\"note\":null}";

        refused(Order.class, lines, "value [/lines/1/price] is [x]; expected a string that holds a BigDecimal");
    }

    @Test
    void valueThatItsRecordRefuses_isRefused() {
        refused(
                Line.class,
                "{\"item\":\"nut\",\"count\":-1,\"price\":\"1\"}",
                "is refused by [" + Line.class.getTypeName() + "]: count [-1] is negative");
    }

    @Test
    void duplicates_areRefused() {
        refused(Labels.class, "{\"names\":[\"a\",\"a\"],\"counts\":{}}", "value [/names/1] is there twice");
        refused(Labels.class, "{\"names\":[],\"counts\":{\"RED\":1,\"RED\":2}}", "value [/counts/RED] is there twice");
        refused(
                Labels.class,
                "{\"names\":[],\"counts\":{\"BLUE\":1}}",
                "value [/counts/BLUE] is [BLUE]; expected one of");
    }

    @Test
    @SuppressWarnings("NullOptional")
    void nullsThatAreNotDeclared_areNotEncoded() {
        notEncoded(Small.class, null, "value [/] is null; expected an object");
        notEncoded(Small.class, new Small(null, 1, 1, true), "value [/name] is null; expected a string");
        notEncoded(Order.class, new Order("a", List.of(), null, null), "value [/delay] is null");
        notEncoded(
                Order.class,
                new Order("a", Arrays.asList((Line) null), Optional.empty(), null),
                "value [/lines/0] is null");
        Map<Order.Color, Integer> counts = new HashMap<>();
        counts.put(Order.Color.RED, null);
        notEncoded(Labels.class, new Labels(Set.of(), counts), "value [/counts/RED] is null");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void valuesOfAnotherType_areNotEncoded() {
        List lines = new ArrayList<>(List.of("text"));
        notEncoded(Order.class, new Order("a", lines, Optional.empty(), null), "value [/lines/0");
        notEncoded(Small.class, "text", "holds a value of another type than it declares");
        notEncoded(Event.class, new Line("nut", 1, BigDecimal.ONE), "is not a [" + Event.class.getTypeName() + "]");
    }

    @Test
    void valueNestedTooDeep_isRefusedBeforeItIsStored() {
        Order.Tree tree = new Order.Tree("leaf", List.of(), Optional.empty());
        for (int i = 0; i < 2_000; i++) {
            tree = new Order.Tree("node", List.of(tree), Optional.empty());
        }

        notEncoded(Order.Tree.class, tree, "could not be encoded: Document nesting depth");
    }

    private static void refused(Type type, String json, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Codec.of(type).decode(json.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(message);
    }

    private static void notEncoded(Type type, Object value, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Codec.of(type).encode(value))
                .withMessageContaining(message);
    }
}
