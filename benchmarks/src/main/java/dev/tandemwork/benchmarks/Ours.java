package dev.tandemwork.benchmarks;

import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Loop.atMost;

import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeFunction;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tandemwork, as it is measured: an engine, with a store or without, and the graphs that it runs. */
final class Ours implements AutoCloseable {
    private static final int MOST_ROUNDS = 1_000_000;

    private final Engine engine;
    private final @Nullable RunStore store;

    private Ours(Engine engine, @Nullable RunStore store) {
        this.engine = engine;
        this.store = store;
    }

    static Ours withoutJournal() {
        return new Ours(Engine.builder().build(), null);
    }

    static Ours on(RunStore store) {
        return new Ours(Engine.builder().store(store).build(), store);
    }

    /** Runs {@code graph} to its end, and removes what was kept of it. */
    <I, O> O run(Graph<I, O> graph, I input) throws InterruptedException {
        RunOptions options = RunOptions.unnamed();
        try (Run<O> run = engine.start(graph, input, options)) {
            return resultOf(run.await());
        } finally {
            forget(options.id());
        }
    }

    private void forget(RunId run) {
        if (store != null) {
            store.delete(run);
        }
    }

    private static <O> O resultOf(Outcome<O> outcome) {
        if (outcome instanceof Outcome.Completed<O> completed) {
            return completed.value();
        }
        throw new IllegalStateException("run ended as [" + outcome + "]; expected it to complete");
    }

    /** Returns a graph of {@code nodes} nodes, one after the other. */
    static Graph<Small, Small> sequence(int nodes) {
        Graph<Small, Small> graph = Graph.of(Small.class);
        for (int i = 0; i < nodes; i++) {
            graph = graph.then(step("step-" + i));
        }
        return graph;
    }

    /** Returns a graph of one node that is called {@code rounds} times. */
    static Graph<Small, Small> loop(int rounds) {
        return loop(rounds, Small::next);
    }

    /** Returns a graph of one node that does {@code work}, {@code rounds} times. */
    static Graph<Small, Small> loop(int rounds, NodeFunction<Small, Small> work) {
        Node<Small, Small> step = node("step", Small.class, Small.class, work);
        return Graph.of(Small.class)
                .loop(
                        "rounds",
                        atMost(MOST_ROUNDS),
                        round -> round.then(step),
                        small -> small.count() < rounds ? Loop.again(small) : Loop.done(small));
    }

    /** Returns a graph of as many branches as it is given, each of one node, joined in order. */
    static Graph<Integer, Integer> fanOut(NodeFunction<Small, Small> work) {
        return Graph.of(Integer.class)
                .forEach(
                        "branch",
                        Ours::items,
                        small -> Integer.toString(small.count()),
                        node("step", Small.class, Small.class, work))
                .joinAll()
                .map(List::size);
    }

    private static List<Small> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Small("item", i)).toList();
    }

    private static Node<Small, Small> step(String name) {
        return node(name, Small.class, Small.class, Small::next);
    }

    @Override
    public void close() {
        engine.close();
    }
}
