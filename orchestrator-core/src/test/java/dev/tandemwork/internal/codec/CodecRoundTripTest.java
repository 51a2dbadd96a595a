package dev.tandemwork.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.internal.codec.Order.Pair;
import dev.tandemwork.internal.codec.Order.Result;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecRoundTripTest {
    private static final int SEEDS = 500;
    private static final Type NESTED = new TypeRef<List<Map<String, Set<Pair<Order.Event, Long>>>>>() {}.type();
    private static final Type RESULT = new TypeRef<Result<Map<Integer, Order>>>() {}.type();

    @ParameterizedTest
    @ValueSource(
            classes = {
                Order.class,
                Order.Numbers.class,
                Order.Tree.class,
                Order.Labels.class,
                Order.Event.class,
                Times.class,
                Texts.class
            })
    void randomValue_comesBackEqual_andGivesTheSameBytes(Class<?> type) {
        check(type);
    }

    @Test
    void randomGenericValue_comesBackEqual_andGivesTheSameBytes() {
        check(NESTED);
        check(RESULT);
    }

    @Test
    void orderOfInsertion_doesNotChangeTheBytes() {
        Codec<Order.Labels> codec = Codec.of(Order.Labels.class);
        List<String> names = RandomValues.of(Set.class, String.class, new Random(1)).stream()
                .map(String.class::cast)
                .toList();
        byte[] first = codec.encode(labels(names));

        for (int seed = 0; seed < 50; seed++) {
            List<String> shuffled = new ArrayList<>(names);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(codec.encode(labels(shuffled))).isEqualTo(first);
        }
    }

    private static Order.Labels labels(List<String> names) {
        Map<Order.Color, Integer> counts = new LinkedHashMap<>();
        boolean redFirst = names.hashCode() % 2 == 0;
        counts.put(redFirst ? Order.Color.RED : Order.Color.GREEN, 1);
        counts.put(redFirst ? Order.Color.GREEN : Order.Color.RED, 1);
        return new Order.Labels(new LinkedHashSet<>(names), counts);
    }

    private static void check(Type type) {
        Codec<Object> codec = Codec.of(type);
        for (int seed = 0; seed < SEEDS; seed++) {
            Object value = new RandomValues(new Random(seed)).value(type);
            byte[] bytes = codec.encode(value);
            Object decoded = codec.decode(bytes);

            assertThat(decoded).as("seed %s", seed).isEqualTo(value);
            assertThat(codec.encode(decoded)).as("seed %s", seed).isEqualTo(bytes);
            assertThat(bytes).doesNotContain('\n', '\r');
        }
    }
}
