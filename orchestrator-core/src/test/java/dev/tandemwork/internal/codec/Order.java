package dev.tandemwork.internal.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shapes that the tests store. */
record Order(
        String id,
        List<Line> lines,
        Optional<Duration> delay,
        @Nullable String note) {
    record Line(String item, int count, BigDecimal price) {
        Line {
            if (count < 0) {
                throw new IllegalArgumentException("count [" + count + "] is negative");
            }
        }
    }

    record Small(String name, int count, long size, boolean done) {}

    record Pair<A, B>(A first, B second) {}

    record Unit() {}

    record Numbers(byte b, short s, int i, long l, float f, double d, char c, boolean z) {}

    record Tree(String name, List<Tree> children, Optional<Tree> twin) {}

    record Labels(Set<String> names, Map<Color, Integer> counts) {}

    enum Color {
        RED,
        GREEN {
            @Override
            boolean warm() {
                return false;
            }
        };

        boolean warm() {
            return true;
        }
    }

    sealed interface Event permits Started, Ended, Mood {}

    record Started(String by) implements Event {}

    sealed interface Ended extends Event permits Well, Badly {}

    record Well(int code) implements Ended {}

    record Badly(String why, Optional<Event> cause) implements Ended {}

    enum Mood implements Event {
        CALM,
        CROSS
    }

    sealed interface Result<T> permits Ok, Err {}

    record Ok<X>(X value) implements Result<X> {}

    record Err<X>(List<X> partial, String why) implements Result<X> {}
}
