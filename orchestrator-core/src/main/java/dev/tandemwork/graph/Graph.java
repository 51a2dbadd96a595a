package dev.tandemwork.graph;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What is to be done with an {@code I} to make an {@code O}: an immutable value, composed in plain Java.
 *
 * <p>Data travels on the edges: what one step returns is what the next one is given, and javac checks that it fits. The
 * shape of the code is the shape of the graph; there is no jump, and every loop has a bound.
 *
 * <p>The functions given to {@link #map}, {@link #when}, {@link #route}, {@link #loop} and {@link #forEach} are glue: they
 * run again when a run is resumed, so they must depend on their argument alone. Work that is slow, that can fail, or that
 * touches the world belongs in a {@link Node}.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public abstract sealed class Graph<I, O> permits Named, Pipeline, Looped {
    Graph() {}

    /** Returns the graph that gives back what it is given: where to begin. */
    public static <T> Graph<T, T> of(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return Pipeline.of(type, List.of());
    }

    /** Returns the graph that gives back what it is given, for a generic type. */
    public static <T> Graph<T, T> of(TypeRef<T> type) {
        return Pipeline.of(type.type(), List.of());
    }

    /**
     * Returns a node.
     *
     * @param name unique in its scope, and part of its path
     * @param in what goes in: a record, an enum, a sealed type, or another type that can be stored
     * @param out what comes out, likewise
     * @param function what it does
     * @throws GraphException if a type can't be stored; the message names the part of it that can't
     */
    public static <I, O> Node<I, O> node(
            String name, Class<I> in, Class<O> out, NodeFunction<? super I, ? extends O> function) {
        Objects.requireNonNull(function, "function");
        return Node.of(name, in, out, (input, context) -> function.apply(input));
    }

    /** Returns a node whose body uses its context; otherwise as {@link #node(String, Class, Class, NodeFunction)}. */
    public static <I, O> Node<I, O> node(
            String name, Class<I> in, Class<O> out, NodeBody<? super I, ? extends O> body) {
        return Node.of(name, in, out, body);
    }

    /** Returns a node with generic types; otherwise as {@link #node(String, Class, Class, NodeFunction)}. */
    public static <I, O> Node<I, O> node(
            String name, TypeRef<I> in, TypeRef<O> out, NodeFunction<? super I, ? extends O> function) {
        Objects.requireNonNull(function, "function");
        return Node.of(name, in.type(), out.type(), (input, context) -> function.apply(input));
    }

    /** Returns a node with generic types whose body uses its context; otherwise as {@link #node(String, Class, Class, NodeFunction)}. */
    public static <I, O> Node<I, O> node(
            String name, TypeRef<I> in, TypeRef<O> out, NodeBody<? super I, ? extends O> body) {
        return Node.of(name, in.type(), out.type(), body);
    }

    /** Returns a node whose code records its own steps: the way out, for what does not fit a graph. */
    public static <I, O> Node<I, O> script(
            String name, Class<I> in, Class<O> out, ScriptBody<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        return Node.of(name, in, out, (input, context) -> body.apply(input, (ScriptContext) context));
    }

    /** Returns a question to a person: shows a {@code Q}, waits for an {@code A}. Only its own branch waits. */
    public static <Q, A> Ask<Q, A> ask(String name, Class<Q> question, Class<A> answer) {
        return Ask.of(name, question, answer);
    }

    /** Returns the graph that always fails, with a message made of what it is given. Nothing can follow it. */
    public static <I, O> Graph<I, O> fail(String name, Function<? super I, String> message) {
        return Pipeline.of(Object.class, List.of(new Step.Stop(StepNames.require(name), Erased.function(message))));
    }

    /** Returns the way {@code way} of a {@link #route}, for values of {@code type}. */
    public static <C, P> Arm<C, P> on(Class<C> type, Graph<? super C, ? extends P> way) {
        return Arm.of(type, way);
    }

    /** Returns the type of what goes in. */
    public abstract Type inputType();

    /** Returns the steps of this graph, in order. */
    public abstract List<Step> steps();

    /** Returns this graph, and then {@code next}. */
    public final <P> Graph<I, P> then(Graph<? super O, P> next) {
        return followedBy(next.steps());
    }

    /** Returns this graph, and then the pure function {@code glue}. */
    public final <P> Graph<I, P> map(Function<? super O, ? extends P> glue) {
        return followedBy(List.of(new Step.Glue(Erased.function(glue))));
    }

    /** Returns this graph, and then {@code next}, whose result is combined with what it began with. */
    public final <R, P> Graph<I, P> with(
            Graph<? super O, R> next, BiFunction<? super O, ? super R, ? extends P> combine) {
        return followedBy(List.of(new Step.With(next.steps(), Erased.biFunction(combine))));
    }

    /** Returns this graph, and then {@code detour} for the values that pass {@code test}, and nothing for the others. */
    public final Graph<I, O> when(Predicate<? super O> test, Graph<? super O, ? extends O> detour) {
        return followedBy(List.of(new Step.When(Erased.predicate(test), detour.steps())));
    }

    /**
     * Returns this graph, and then the arm that fits the value's type.
     *
     * <pre>{@code
     * .route(Verdict.class, on(Approved.class, land), on(Refused.class, giveUp))
     * }</pre>
     *
     * @param type a sealed type
     * @param arms by {@link #on}, for every case of {@code type}
     * @throws GraphException if a case of {@code type} has no arm, or an arm can't be reached
     */
    @SafeVarargs
    public final <P> Graph<I, P> route(Class<O> type, Arm<? extends O, ? extends P>... arms) {
        List<Step.Arm> erased = new ArrayList<>(arms.length);
        for (Arm<?, ?> arm : arms) {
            erased.add(arm.erased());
        }
        return followedBy(List.of(new Step.Route(type, RouteCheck.complete(type, erased))));
    }

    /**
     * Returns this graph, and then {@code body} again and again until {@code decide} says {@link Loop#done}.
     *
     * <p>When {@code decide} says {@link Loop#again} and no round is left, the loop fails; see {@link Looped#onExhausted}.
     *
     * @param name unique in its scope; rounds have the paths {@code name#1}, {@code name#2}
     * @param bound how many rounds, by {@link Loop#atMost}
     * @param body one round
     * @param decide glue: what follows from a round's result
     */
    public final <R, P> Looped<I, O, P> loop(
            String name,
            Loop.Bound bound,
            Function<Graph<O, O>, Graph<O, R>> body,
            Function<? super R, Loop<O, P>> decide) {
        requireBound(name, bound.rounds());
        return loop(name, value -> bound.rounds(), Optional.of(bound), body, decide);
    }

    /** Returns a loop whose bound follows from what it begins with; otherwise as the loop with a fixed one. */
    public final <R, P> Looped<I, O, P> loop(
            String name,
            ToIntFunction<? super O> bound,
            Function<Graph<O, O>, Graph<O, R>> body,
            Function<? super R, Loop<O, P>> decide) {
        return loop(name, bound, Optional.empty(), body, decide);
    }

    private <R, P> Looped<I, O, P> loop(
            String name,
            ToIntFunction<? super O> bound,
            Optional<Loop.Bound> fixed,
            Function<Graph<O, O>, Graph<O, R>> body,
            Function<? super R, Loop<O, P>> decide) {
        List<Step> round = body.apply(Pipeline.of(Object.class, List.of())).steps();
        if (Pipeline.endsInStop(round)) {
            throw GraphException.of(
                    name,
                    "has rounds that always fail, so that nothing is ever decided; remove what fails from its body");
        }
        Step.Rounds rounds = new Step.Rounds(
                StepNames.require(name),
                List.of(),
                Erased.toLong(bound),
                fixed,
                round,
                Erased.decision(decide),
                Optional.empty());
        return new Looped<>(inputType(), Pipeline.append(steps(), List.of(rounds)));
    }

    /**
     * Returns a branch of {@code body} for each item, to be joined. Branches are independent: one that is done goes on to
     * what it can reach, whatever its siblings do.
     *
     * @param name unique in its scope; branches have the paths {@code name[key]}
     * @param items glue
     * @param key glue: unique among the items; without {@code /}, {@code [} and {@code ]}
     * @param body one branch
     */
    public final <T, R> ForEach<I, T, R> forEach(
            String name,
            Function<? super O, ? extends List<? extends T>> items,
            Function<? super T, String> key,
            Graph<? super T, R> body) {
        return ForEach.of(this, StepNames.require(name), items, key, body.steps());
    }

    /** Returns this graph, and then two graphs side by side. If one fails, the other is cancelled. */
    public final <A, B> Graph<I, Both<A, B>> both(String name, Graph<? super O, A> first, Graph<? super O, B> second) {
        List<Step.NamedBody> arms =
                List.of(new Step.NamedBody("first", first.steps()), new Step.NamedBody("second", second.steps()));
        return split(name, arms, new Join.All(results -> new Both<>(results.get(0), results.get(1))));
    }

    /** Returns this graph, and then all of {@code arms} side by side. If one fails, the others are cancelled. */
    public final <P> Graph<I, List<P>> all(String name, List<? extends Named<? super O, ? extends P>> arms) {
        return split(name, Pipeline.armsOf(name, arms), new Join.All(List::copyOf));
    }

    /** Returns this graph, and then all of {@code arms} side by side; the first to complete wins, the others are cancelled. */
    public final <P> Graph<I, P> race(String name, List<? extends Named<? super O, ? extends P>> arms) {
        return split(name, Pipeline.armsOf(name, arms), new Join.First(1, results -> results.get(0)));
    }

    /**
     * Returns this graph, whose last step, a loop or branches, is to be found by runs that began when it was named {@code
     * names}.
     *
     * @throws GraphException if its last step is something else
     */
    public Graph<I, O> formerly(String... names) {
        return Pipeline.of(inputType(), Pipeline.renamed(steps(), List.of(names)));
    }

    /** Returns this graph as one step with a name, and so with a scope of its own. */
    public final Scope<I, O> as(String name) {
        return Scope.of(name, inputType(), steps());
    }

    /** Returns this graph as a Mermaid flowchart. */
    public final String toMermaid() {
        return toMermaid(Overlay.none());
    }

    /** Returns this graph as a Mermaid flowchart with marks on its steps: how a run of it stands, say. */
    public final String toMermaid(Overlay overlay) {
        return Mermaid.draw(this, overlay);
    }

    private <P> Graph<I, P> followedBy(List<Step> next) {
        return Pipeline.of(inputType(), Pipeline.append(steps(), next));
    }

    private <P> Graph<I, P> split(String name, List<Step.NamedBody> arms, Join join) {
        return followedBy(List.of(new Step.Split(StepNames.require(name), List.of(), arms, join)));
    }

    private static void requireBound(String name, int rounds) {
        if (rounds < 1 || rounds > Looped.MOST_ROUNDS) {
            throw GraphException.of(
                    name,
                    "is a loop of at most " + rounds + " rounds, which is no bound; expected 1 to " + Looped.MOST_ROUNDS
                            + " in Loop.atMost(...)");
        }
    }
}
