package dev.tandemwork.graph;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Functions without their types: {@link Graph} has checked that they are only given what they take. */
@SuppressWarnings("unchecked")
final class Erased {
    private Erased() {}

    static <R> Function<Object, R> function(Function<?, ? extends R> function) {
        return (Function<Object, R>) function;
    }

    static <R> BiFunction<Object, Object, R> biFunction(BiFunction<?, ?, ? extends R> function) {
        return (BiFunction<Object, Object, R>) function;
    }

    static Function<Object, List<Object>> items(Function<?, ? extends List<?>> items) {
        return (Function<Object, List<Object>>) items;
    }

    static Predicate<Object> predicate(Predicate<?> predicate) {
        return (Predicate<Object>) predicate;
    }

    static ToLongFunction<Object> toLong(ToIntFunction<?> function) {
        ToIntFunction<Object> erased = (ToIntFunction<Object>) function;
        return erased::applyAsInt;
    }

    static <R> Function<Object, Loop<Object, Object>> decision(Function<? super R, ?> decide) {
        return (Function<Object, Loop<Object, Object>>) decide;
    }
}
