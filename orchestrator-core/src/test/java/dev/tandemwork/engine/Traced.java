package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Graph.on;
import static dev.tandemwork.graph.Loop.atMost;

import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.Recovery;
import dev.tandemwork.graph.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Graphs whose values say which nodes they have come from, and which say themselves which nodes have run. */
final class Traced {
    private static final String LONG_TEXT = "long ".repeat(5_000);

    /** Paths of the nodes that ran. */
    final Set<String> ran = ConcurrentHashMap.newKeySet();

    volatile String broken = "";

    /** A value, and the paths of the nodes that it has come from. */
    record Trace(String text, List<String> from) {}

    sealed interface Way {
        Trace trace();
    }

    record Left(Trace trace) implements Way {}

    record Right(Trace trace) implements Way {}

    Node<Trace, Trace> work(String name) {
        return node(name, Trace.class, Trace.class, (trace, context) -> {
            String path = context.path().toString();
            ran.add(path);
            if (path.equals(broken)) {
                throw new IllegalStateException("broken");
            }
            return plus(trace, path);
        });
    }

    static Trace plus(Trace trace, String path) {
        List<String> from = new ArrayList<>(trace.from());
        from.add(path);
        return new Trace(trace.text(), from);
    }

    static Trace merge(Trace one, Trace other) {
        List<String> from = new ArrayList<>(one.from());
        other.from().stream().filter(path -> !from.contains(path)).forEach(from::add);
        return new Trace(one.text(), from);
    }

    static Trace start() {
        return new Trace("start", List.of());
    }

    Graph<Trace, Trace> rounds() {
        return Graph.of(Trace.class)
                .then(work("a"))
                .loop(
                        "rounds",
                        atMost(3),
                        round -> round.then(work("x")).then(work("y")),
                        trace -> trace.from().size() < 7 ? Loop.again(trace) : Loop.done(trace))
                .then(work("b"));
    }

    Graph<Trace, Trace> exhausted() {
        return Graph.of(Trace.class)
                .<Trace, Trace>loop("rounds", atMost(2), round -> round.then(work("x")), Loop::again)
                .onExhausted(Graph.of(Trace.class).then(work("giveUp")).then(work("tell")))
                .then(work("b"));
    }

    Graph<Trace, Trace> inline() {
        Node<Trace, Way> choose = node("choose", Trace.class, Way.class, (trace, context) -> {
            ran.add("/choose");
            return new Right(plus(trace, "/choose"));
        });
        return Graph.of(Trace.class)
                .then(work("a"))
                .when(trace -> true, Graph.of(Trace.class).then(work("b")).then(work("c")))
                .with(work("d"), Traced::merge)
                .then(choose)
                .route(
                        Way.class,
                        on(Left.class, Graph.of(Left.class).map(Left::trace).then(work("left"))),
                        on(Right.class, Graph.of(Right.class).map(Right::trace).then(work("right"))))
                .then(Graph.of(Trace.class).then(work("e")).then(work("f")).as("part"))
                .map(trace -> new Trace(LONG_TEXT, trace.from()))
                .then(work("end"));
    }

    Graph<Trace, Trace> branches() {
        Graph<Trace, Trace> branch = Graph.of(Trace.class)
                .then(work("a"))
                .both(
                        "pair",
                        work("left").formerly("link"),
                        Graph.of(Trace.class).then(work("right")).then(work("more")))
                .map(pair -> merge(pair.first(), pair.second()))
                .then(work("z"));
        return Graph.of(Trace.class)
                .then(work("plan"))
                .forEach(
                        "item",
                        trace -> List.of(item(trace, "1"), item(trace, "2"), item(trace, "3")),
                        Trace::text,
                        branch)
                .settle(Traced::mergeAll)
                .then(work("end"));
    }

    Graph<Trace, Trace> dependent() {
        return Graph.of(Trace.class)
                .forEach(
                        "item",
                        Traced::items,
                        Trace::text,
                        Graph.of(Trace.class).then(work("a")).then(work("b")))
                .dependsOn(trace -> switch (trace.text()) {
                    case "2" -> List.of("1");
                    case "3" -> List.of("2");
                    default -> List.of();
                })
                .fold(start(), (sum, ended) -> merge(sum, ended.result().orElse(start())))
                .then(work("end"));
    }

    Graph<Trace, Trace> needed() {
        return Graph.of(Trace.class)
                .forEach(
                        "item",
                        Traced::items,
                        Trace::text,
                        Graph.of(Trace.class).then(work("a")).then(work("b")))
                .joinAll()
                .map(traces -> traces.stream().reduce(start(), Traced::merge))
                .then(work("end"));
    }

    private static List<Trace> items(Trace trace) {
        return List.of(item(trace, "1"), item(trace, "2"), item(trace, "3"), item(trace, "4"));
    }

    private static Trace item(Trace trace, String key) {
        return new Trace(key, trace.from());
    }

    private static Trace mergeAll(List<Branch<Trace>> branches) {
        return branches.stream().map(branch -> branch.result().orElse(start())).reduce(start(), Traced::merge);
    }

    Graph<Trace, Trace> script() {
        Node<Trace, Trace> script = Graph.script("script", Trace.class, Trace.class, (trace, context) -> {
            ran.add("/script");
            Trace one = context.step("one", Trace.class, () -> step(trace, "/script/one"));
            Trace two = context.step("two", Trace.class, () -> step(one, "/script/two"));
            return plus(context.step("three", Trace.class, () -> step(two, "/script/three")), "/script");
        });
        return Graph.of(Trace.class).then(work("a")).then(script).then(work("b"));
    }

    Graph<Trace, Trace> recoveredScript() {
        Node<Trace, Trace> script = Graph.script("script", Trace.class, Trace.class, (trace, context) -> {
            context.step("one", Trace.class, () -> step(trace, "/script/one"));
            throw new IllegalStateException("after its first step");
        });
        return Graph.of(Trace.class)
                .then(script.onFailure(Graph.of(new TypeRef<Recovery<Trace>>() {})
                        .map(Recovery::input)
                        .then(work("mend"))))
                .then(work("b"));
    }

    private Trace step(Trace trace, String path) {
        ran.add(path);
        return plus(trace, path);
    }

    Graph<Trace, Trace> recovering() {
        Node<Trace, Trace> lost = node("lost", Trace.class, Trace.class, (trace, context) -> {
            ran.add("/lost");
            throw new IllegalStateException("always");
        });
        Graph<Trace, Trace> recovery = Graph.of(Trace.class).then(work("mend")).then(work("check"));
        return Graph.of(Trace.class)
                .then(work("a"))
                .then(lost.onFailure(Graph.of(new TypeRef<Recovery<Trace>>() {})
                        .map(failed -> plus(failed.input(), "/lost"))
                        .then(recovery)))
                .then(work("b"));
    }
}
