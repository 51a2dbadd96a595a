package dev.tandemwork.graph;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Steps, one after the other. */
final class Pipeline<I, O> extends Graph<I, O> {
    private final Type in;
    private final List<Step> steps;

    private Pipeline(Type in, List<Step> steps) {
        this.in = in;
        this.steps = steps;
    }

    static <I, O> Pipeline<I, O> of(Type in, List<Step> steps) {
        return new Pipeline<>(in, steps);
    }

    static List<Step> append(List<Step> steps, List<Step> next) {
        requireReachable(steps, next);
        StepNames.requireUnique(steps, next);
        List<Step> all = new ArrayList<>(steps.size() + next.size());
        all.addAll(steps);
        all.addAll(next);
        return List.copyOf(all);
    }

    /** Returns {@code steps} with other former names for the last. */
    static List<Step> renamed(List<Step> steps, List<String> former) {
        if (steps.isEmpty()) {
            throw unnamed("map");
        }
        List<Step> before = steps.subList(0, steps.size() - 1);
        return append(before, List.of(renamed(steps.get(steps.size() - 1), former)));
    }

    private static Step renamed(Step last, List<String> former) {
        if (last instanceof Step.Rounds loop) {
            return new Step.Rounds(
                    loop.name(),
                    StepNames.requireFormer(loop.name(), former),
                    loop.bound(),
                    loop.fixed(),
                    loop.body(),
                    loop.decide(),
                    loop.exhausted());
        }
        if (last instanceof Step.Fork fork) {
            List<String> names = StepNames.requireFormer(fork.name(), former);
            return new Step.Fork(
                    fork.name(), names, fork.items(), fork.key(), fork.dependencies(), fork.body(), fork.join());
        }
        if (last instanceof Step.Split split) {
            List<String> names = StepNames.requireFormer(split.name(), former);
            return new Step.Split(split.name(), names, split.arms(), split.join());
        }
        throw unnamed(last.names().stream().findFirst().orElse("map"));
    }

    private static GraphException unnamed(String last) {
        return GraphException.of(
                last, "is before formerly(...), which follows a loop or branches; call it on what has the name itself");
    }

    static List<Step.NamedBody> armsOf(String name, List<? extends Named<?, ?>> arms) {
        if (arms.isEmpty()) {
            throw GraphException.of(name, "has no arms; expected one at least");
        }
        StepNames.requireUnique(arms.stream().map(Named::name).toList());
        List<Step.NamedBody> bodies = new ArrayList<>();
        arms.forEach(arm -> bodies.add(new Step.NamedBody(arm.name(), arm.steps())));
        return List.copyOf(bodies);
    }

    private static void requireReachable(List<Step> steps, List<Step> next) {
        if (!next.isEmpty() && !steps.isEmpty() && neverCompletes(steps.get(steps.size() - 1))) {
            String unreachable = next.get(0).names().stream().findFirst().orElse("map");
            throw GraphException.of(
                    unreachable,
                    "can't be reached, because the step before it always fails; remove it, or "
                            + "put it before that step");
        }
    }

    private static boolean neverCompletes(Step step) {
        if (step instanceof Step.Enter || step instanceof Step.With || step instanceof Step.Route) {
            return step.bodies().stream().allMatch(Pipeline::endsInStop);
        }
        return step instanceof Step.Stop
                || step instanceof Step.Split split
                        && split.join() instanceof Join.All
                        && split.bodies().stream().anyMatch(Pipeline::endsInStop);
    }

    static boolean endsInStop(List<Step> body) {
        return !body.isEmpty() && neverCompletes(body.get(body.size() - 1));
    }

    @Override
    public Type inputType() {
        return in;
    }

    @Override
    public List<Step> steps() {
        return steps;
    }
}
