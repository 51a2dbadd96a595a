package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Graph.on;
import static dev.tandemwork.graph.Loop.atMost;

import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import java.util.List;
import java.util.function.Function;

/** Small graphs that tests run. */
final class Samples {
    record Text(String value) {}

    record Count(int value) {}

    record Items(List<String> names) {}

    record Sum(List<String> parts) {}

    sealed interface Verdict {
        <T> T fold(Function<Good, ? extends T> good, Function<Bad, ? extends T> bad);
    }

    record Good(String value) implements Verdict {
        @Override
        public <T> T fold(Function<Good, ? extends T> good, Function<Bad, ? extends T> bad) {
            return good.apply(this);
        }
    }

    record Bad(String value, int round) implements Verdict {
        @Override
        public <T> T fold(Function<Good, ? extends T> good, Function<Bad, ? extends T> bad) {
            return bad.apply(this);
        }
    }

    record Try(String value, int round) {}

    enum Answer {
        YES,
        NO
    }

    private Samples() {}

    static Node<Text, Text> append(String name) {
        return node(name, Text.class, Text.class, text -> new Text(text.value() + " " + name));
    }

    static Graph<Text, Text> sequence() {
        return Graph.of(Text.class)
                .then(append("a"))
                .map(text -> new Text(text.value() + "!"))
                .then(append("b"));
    }

    static Graph<Text, Text> rounds(int needed, int bound) {
        Node<Try, Verdict> work = node(
                "work",
                Try.class,
                Verdict.class,
                attempt -> attempt.round() >= needed
                        ? new Good(attempt.value() + attempt.round())
                        : new Bad(attempt.value() + attempt.round(), attempt.round()));
        return Graph.of(Text.class)
                .map(text -> new Try(text.value(), 1))
                .loop(
                        "rounds",
                        atMost(bound),
                        round -> round.then(work),
                        verdict -> verdict.fold(
                                good -> Loop.done(new Text(good.value())),
                                bad -> Loop.again(new Try(bad.value(), bad.round() + 1))));
    }

    static Graph<Items, Sum> fanOut() {
        return Graph.of(Items.class)
                .forEach(
                        "item",
                        Items::names,
                        name -> name,
                        Graph.of(String.class).map(Text::new).then(append("x")))
                .settle(Samples::sum);
    }

    static Sum sum(List<Branch<Text>> branches) {
        return new Sum(branches.stream()
                .map(branch -> branch.fold(
                        done -> done.value().value(),
                        failed -> failed.key() + " failed",
                        cancelled -> cancelled.key() + " cancelled",
                        skipped -> skipped.key() + " skipped"))
                .toList());
    }

    static Graph<Text, Text> routed() {
        Node<Text, Verdict> judge = node(
                "judge",
                Text.class,
                Verdict.class,
                text -> text.value().startsWith("good") ? new Good(text.value()) : new Bad(text.value(), 1));
        Ask<Bad, Answer> ask = Graph.ask("ask", Bad.class, Answer.class).prompt(bad -> "keep " + bad.value() + "?");
        return Graph.of(Text.class)
                .then(judge)
                .route(
                        Verdict.class,
                        on(Good.class, Graph.of(Good.class).map(good -> new Text(good.value()))),
                        on(
                                Bad.class,
                                Graph.of(Bad.class).with(ask, (bad, answer) -> new Text(bad.value() + " " + answer))))
                .then(append("end"));
    }
}
