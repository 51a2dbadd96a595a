package dev.tandemwork.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One step of a graph, as data: what drawings, validations and engines read. Types are erased here; {@link Graph} has
 * checked them.
 */
public sealed interface Step {
    /** Returns the graphs inside of this step, in order. */
    List<List<Step>> bodies();

    /** Returns the names that this step takes in the scope it stands in. */
    default List<String> names() {
        List<String> names = new ArrayList<>();
        bodies().forEach(body -> body.forEach(step -> names.addAll(step.names())));
        return names;
    }

    /** Returns the names that it had before, by which runs that began then find it. */
    default List<String> formerNames() {
        return List.of();
    }

    /**
     * A pure function.
     *
     * @param function from the value before to the value after
     */
    record Glue(Function<Object, Object> function) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of();
        }
    }

    /**
     * A node.
     *
     * @param node the node
     */
    record Call(Node<?, ?> node) implements Step {
        @Override
        public List<List<Step>> bodies() {
            List<Step> onFailure = node.policies().onFailure();
            return onFailure == null ? List.of() : List.of(onFailure);
        }

        @Override
        public List<String> names() {
            return List.of(node.name());
        }

        @Override
        public List<String> formerNames() {
            return node.formerNames();
        }
    }

    /**
     * A question to a person.
     *
     * @param ask the question
     */
    record Question(Ask<?, ?> ask) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of();
        }

        @Override
        public List<String> names() {
            return List.of(ask.name());
        }

        @Override
        public List<String> formerNames() {
            return ask.formerNames();
        }
    }

    /**
     * A graph with a name of its own.
     *
     * @param scope the named graph
     */
    record Enter(Scope<?, ?> scope) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of(scope.body());
        }

        @Override
        public List<String> names() {
            return List.of(scope.name());
        }

        @Override
        public List<String> formerNames() {
            return scope.formerNames();
        }
    }

    /**
     * A graph whose result is combined with what it began with.
     *
     * @param body the graph
     * @param combine the value before, and the graph's result
     */
    record With(List<Step> body, BiFunction<Object, Object, Object> combine) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of(body);
        }
    }

    /**
     * A graph that only some values go through.
     *
     * @param test which values
     * @param body the graph
     */
    record When(Predicate<Object> test, List<Step> body) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of(body);
        }
    }

    /**
     * A choice by type.
     *
     * @param type the sealed type
     * @param arms every case of it
     */
    record Route(Class<?> type, List<Arm> arms) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return arms.stream().map(Arm::body).toList();
        }
    }

    /**
     * One case of a choice.
     *
     * @param type the values that go this way
     * @param body the way
     */
    record Arm(Class<?> type, List<Step> body) {}

    /**
     * Rounds.
     *
     * @param name of the loop
     * @param formerNames what it was named before
     * @param bound how many rounds at most
     * @param fixed the same, if it does not depend on the value
     * @param body one round
     * @param decide what follows from a round's result
     * @param exhausted what follows when there are no rounds left; empty to fail
     */
    record Rounds(
            String name,
            List<String> formerNames,
            ToLongFunction<Object> bound,
            Optional<Loop.Bound> fixed,
            List<Step> body,
            Function<Object, Loop<Object, Object>> decide,
            Optional<List<Step>> exhausted)
            implements Step {
        @Override
        public List<List<Step>> bodies() {
            return exhausted.map(graph -> List.of(body, graph)).orElse(List.of(body));
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(List.of(name));
            exhausted.ifPresent(graph -> graph.forEach(step -> names.addAll(step.names())));
            return names;
        }
    }

    /**
     * A branch for each item.
     *
     * @param name of the branches
     * @param formerNames what they were named before
     * @param items from the value before
     * @param key of an item
     * @param dependencies keys of the items that must have completed before an item's branch begins
     * @param body one branch
     * @param join what the branches make together
     */
    record Fork(
            String name,
            List<String> formerNames,
            Function<Object, List<Object>> items,
            Function<Object, String> key,
            Function<Object, List<String>> dependencies,
            List<Step> body,
            Join join)
            implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of(body);
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * A branch for each of several graphs.
     *
     * @param name of the branches
     * @param formerNames what they were named before
     * @param arms the graphs, by the key of their branch
     * @param join what the branches make together
     */
    record Split(String name, List<String> formerNames, List<NamedBody> arms, Join join) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return arms.stream().map(NamedBody::body).toList();
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * A graph in a branch of its own.
     *
     * @param key of the branch
     * @param body the graph
     */
    record NamedBody(String key, List<Step> body) {}

    /**
     * The end of a branch, as a failure.
     *
     * @param name of the step
     * @param message what to say
     */
    record Stop(String name, Function<Object, String> message) implements Step {
        @Override
        public List<List<Step>> bodies() {
            return List.of();
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }
}
