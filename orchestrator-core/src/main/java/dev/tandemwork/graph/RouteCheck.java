package dev.tandemwork.graph;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The rule that a route has a way for every case of its sealed type, and no way that can't be taken. */
final class RouteCheck {
    private RouteCheck() {}

    static List<Step.Arm> complete(Class<?> type, List<Step.Arm> arms) {
        if (!type.isSealed()) {
            throw GraphException.of(
                    type.getSimpleName(),
                    "routes over a type that is not sealed, so that no one can know "
                            + "all of its cases; make it a sealed interface");
        }
        requireReachable(arms);
        for (Class<?> leaf : leavesOf(type)) {
            requireArm(type, leaf, arms);
        }
        StepNames.requireUnique(
                List.of(), arms.stream().flatMap(arm -> arm.body().stream()).toList());
        return arms;
    }

    private static void requireArm(Class<?> type, Class<?> leaf, List<Step.Arm> arms) {
        if (arms.stream().noneMatch(arm -> arm.type().isAssignableFrom(leaf))) {
            throw GraphException.of(
                    type.getSimpleName(),
                    "is routed without a way for [" + leaf.getSimpleName() + "]; add on(" + leaf.getSimpleName()
                            + ".class, ...)");
        }
    }

    private static void requireReachable(List<Step.Arm> arms) {
        for (int i = 0; i < arms.size(); i++) {
            Class<?> type = arms.get(i).type();
            List<Class<?>> earlier =
                    arms.subList(0, i).stream().<Class<?>>map(Step.Arm::type).toList();
            if (leavesOf(type).stream().allMatch(leaf -> isTaken(leaf, earlier))) {
                throw GraphException.of(
                        type.getSimpleName(),
                        "can't be reached, because the ways before it, for "
                                + earlier.stream().map(Class::getSimpleName).toList() + ", take every "
                                + type.getSimpleName() + "; put the narrower type first, or remove it");
            }
        }
    }

    private static boolean isTaken(Class<?> leaf, List<Class<?>> types) {
        return types.stream().anyMatch(type -> type.isAssignableFrom(leaf));
    }

    /** Returns the types that a value of {@code type} can have, as far as they are known. */
    private static List<Class<?>> leavesOf(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            leaves.add(type);
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(leavesOf(permitted));
        }
        return leaves;
    }
}
