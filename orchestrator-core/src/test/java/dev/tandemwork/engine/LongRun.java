package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Loop.atMost;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Count;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunStore;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Runs of many steps, in a process with little memory. */
final class LongRun {
    static final int ROUNDS = 100_000;
    static final int ITEMS = 10_000;

    private LongRun() {}

    /** Runs what the argument names, and says what came of it, and after how long. */
    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        Object result = run(arguments[0]);
        System.out.println(result);
        System.out.println(arguments[0] + ": " + (System.nanoTime() - began) / 1_000_000 + " ms, at most "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
    }

    private static Object run(String what) throws InterruptedException {
        try (Engine kept = Engine.builder().store(RunStore.inMemory()).build();
                Engine lost = Engine.builder().build()) {
            return switch (what) {
                case "rounds" -> run(lost, rounds());
                case "items" -> run(lost, items());
                case "kept-rounds" -> run(kept, rounds());
                case "kept-items" -> run(kept, items());
                case "resumed-rounds" -> resume(kept, asked(rounds()));
                default -> resume(kept, asked(items()));
            };
        }
    }

    private static int run(Engine engine, Graph<Count, Count> graph) throws InterruptedException {
        return value(engine.start(graph, new Count(0)).await());
    }

    private static int resume(Engine engine, Graph<Count, Count> graph) throws InterruptedException {
        RunOptions options = RunOptions.id("run");
        try (Run<Count> run = engine.start(graph, new Count(0), options)) {
            run.await();
        }
        try (Run<Count> run = engine.resume(graph, options)) {
            run.await();
            run.answer(NodePath.parse("/ask"), Answer.YES, "me");
            return value(run.await());
        }
    }

    private static int value(Outcome<Count> outcome) {
        return outcome.result()
                .orElseThrow(() -> new AssertionError(outcome.toString()))
                .value();
    }

    private static Graph<Count, Count> asked(Graph<Count, Count> graph) {
        return graph.with(Graph.ask("ask", Count.class, Answer.class), (count, answer) -> count);
    }

    private static Graph<Count, Count> rounds() {
        return Graph.of(Count.class)
                .loop(
                        "rounds",
                        atMost(ROUNDS),
                        round -> round.then(
                                node("add", Count.class, Count.class, count -> new Count(count.value() + 1))),
                        count -> count.value() < ROUNDS ? Loop.again(count) : Loop.done(count));
    }

    private static Graph<Count, Count> items() {
        return Graph.of(Count.class)
                .forEach(
                        "item",
                        count -> IntStream.range(0, ITEMS).mapToObj(Count::new).toList(),
                        count -> String.valueOf(count.value()),
                        node("one", Count.class, Count.class, count -> new Count(1)))
                .fold(
                        new Count(0),
                        (sum, ended) -> new Count(
                                sum.value() + ended.result().orElseThrow().value()));
    }

    static Process start(String what) throws IOException, URISyntaxException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx256m", "-cp", classes(), LongRun.class.getName(), what)
                .redirectErrorStream(true)
                .start();
    }

    private static String classes() throws URISyntaxException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(LongRun.class, Engine.class)) {
            places.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        for (String property : List.of("jdk.module.path", "surefire.test.class.path", "java.class.path")) {
            places.add(System.getProperty(property, ""));
        }
        places.remove("");
        return String.join(File.pathSeparator, places);
    }
}
