package dev.tandemwork.graph;

import java.util.Objects;

/**
 * One way of a {@link Graph#route}, for the values of one type.
 *
 * @param <C> the values that go this way
 * @param <P> what it ends with
 */
public final class Arm<C, P> {
    private final Class<C> type;
    private final Graph<? super C, ? extends P> way;

    private Arm(Class<C> type, Graph<? super C, ? extends P> way) {
        this.type = type;
        this.way = way;
    }

    static <C, P> Arm<C, P> of(Class<C> type, Graph<? super C, ? extends P> way) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(way, "way");
        return new Arm<>(type, way);
    }

    Step.Arm erased() {
        return new Step.Arm(type, way.steps());
    }
}
