package dev.tandemwork.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The arms of a {@link Graph#route}, one for each case of a sealed type.
 *
 * @param <S> the sealed type
 * @param <P> what every arm ends with
 */
public final class Routes<S, P> {
    private final List<Step.Arm> arms;

    private Routes(List<Step.Arm> arms) {
        this.arms = List.copyOf(arms);
    }

    /** Returns the arm {@code way} for values of {@code type}. */
    public static <S, C extends S, P> Routes<S, P> on(Class<C> type, Graph<? super C, ? extends P> way) {
        return new Routes<>(List.of(new Step.Arm(type, way.steps())));
    }

    /** Returns these arms, and {@code way} for values of {@code type}. */
    public <C extends S> Routes<S, P> or(Class<C> type, Graph<? super C, ? extends P> way) {
        List<Step.Arm> more = new ArrayList<>(arms);
        more.add(new Step.Arm(type, way.steps()));
        return new Routes<>(more);
    }

    List<Step.Arm> arms() {
        return arms;
    }
}
