package dev.tandemwork.engine;

import dev.tandemwork.ContractException;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.Join;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Branches, for items or for graphs. */
final class ForkOp extends Op {
    private final String name;
    private final List<String> formerNames;
    private final Join join;
    private final Opening opening;

    /** Makes the branches of a value. */
    @FunctionalInterface
    private interface Opening {
        List<Planned> open(Object value);
    }

    /**
     * A branch that is to be.
     *
     * @param key of its item
     * @param input what it begins with
     * @param body its steps
     * @param after keys of the branches that must have completed before
     */
    record Planned(String key, Object input, Block body, List<String> after) {}

    private ForkOp(Step step, Join join, Opening opening) {
        super(Program.knownNames(step));
        this.name = step.names().get(0);
        this.formerNames = step.formerNames();
        this.join = join;
        this.opening = opening;
    }

    static ForkOp items(Step.Fork step, Block body) {
        return new ForkOp(step, step.join(), value -> {
            List<Object> items = require(step.items().apply(value), "items of [" + step.name() + "]");
            List<Planned> planned = new ArrayList<>(items.size());
            for (Object item : items) {
                List<String> after = step.dependencies().apply(item);
                planned.add(new Planned(
                        step.key().apply(item), item, body, require(after, "dependsOn of [" + step.name() + "]")));
            }
            return planned;
        });
    }

    private static <T> List<T> require(@Nullable List<T> list, String what) {
        if (list == null) {
            throw ContractException.of(what, "returned null; expected a list, which may be empty", null);
        }
        return list;
    }

    static ForkOp arms(Step.Split step, List<Block> bodies) {
        return new ForkOp(step, step.join(), value -> {
            List<Planned> planned = new ArrayList<>(bodies.size());
            for (int i = 0; i < bodies.size(); i++) {
                planned.add(new Planned(step.arms().get(i).key(), value, bodies.get(i), List.of()));
            }
            return planned;
        });
    }

    @Override
    boolean step(Fiber fiber) {
        Object value = fiber.value();
        List<Planned> planned = GlueOps.call(fiber, "items of [" + name + "]", () -> opening.open(value));
        if (planned == null) {
            return true;
        }
        Map<String, Integer> indices = new HashMap<>(planned.size() * 2);
        String problem = problem(planned, indices);
        if (problem != null) {
            fiber.fail(Failure.of(Reason.ITEMS, path(fiber), "items of [" + name + "] " + problem));
            return true;
        }
        return new ForkRun(fiber, join, path(fiber), planned, indices).start();
    }

    private NodePath path(Fiber fiber) {
        return fiber.child(name, formerNames);
    }

    private static @Nullable String problem(List<Planned> planned, Map<String, Integer> indices) {
        for (Planned branch : planned) {
            if (!isKey(branch.key())) {
                return "have the key [" + branch.key() + "]; expected one that is not blank and has no '/', '[' or ']'";
            }
            if (indices.put(branch.key(), indices.size()) != null) {
                return "have the key [" + branch.key() + "] twice; give each its own";
            }
        }
        for (Planned branch : planned) {
            if (!indices.keySet().containsAll(branch.after())) {
                return "have [" + branch.key() + "] depend on " + branch.after() + "; expected keys among "
                        + indices.keySet();
            }
        }
        return circle(planned);
    }

    private static boolean isKey(@Nullable String key) {
        return key != null && !key.isBlank() && key.indexOf('/') < 0 && key.indexOf('[') < 0 && key.indexOf(']') < 0;
    }

    private static @Nullable String circle(List<Planned> planned) {
        List<Planned> left = new ArrayList<>(planned);
        Set<String> done = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = left.removeIf(branch -> done.containsAll(branch.after()) && done.add(branch.key()));
        }
        return left.isEmpty() ? null : describe(left);
    }

    private static String describe(List<Planned> stuck) {
        return "depend on each other in a circle: "
                + stuck.stream().map(Planned::key).toList();
    }
}
