package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Sum;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same run in many orders of events. {@code -Dtandemwork.seeds=1000} tries more of them than CI does. */
@Timeout(120)
final class InterleavingTest {
    private static final Items ITEMS = new Items(List.of("a", "b", "c", "d", "e", "f"));
    private static final int PER_BATCH = 50;

    /** How many bodies are in a pool or hold a mutex now. Bodies do not overlap in one thread, so they take notes. */
    private final Map<String, Integer> calls = new HashMap<>();

    static LongStream batches() {
        return LongStream.range(0, Math.max(1, Long.getLong("tandemwork.seeds", 100) / PER_BATCH));
    }

    private Node<Text, Text> flaky(String name) {
        return Graph.node(name, Text.class, Text.class, (text, context) -> {
            calls.merge(context.path() + "@" + context.attempt(), 1, Integer::sum);
            if (context.attempt() < 1 + text.value().hashCode() % 3) {
                throw new IOException("not yet");
            }
            return new Text(text.value() + "-" + name);
        });
    }

    private Graph<Items, Sum> graph() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5);
        Node<Text, Text> work =
                flaky("work").slots("few").retry(Retry.transientFailures(4).withBackoff(backoff));
        Node<Text, Text> land = flaky("land")
                .mutex(text -> "main")
                .retry(Retry.transientFailures(4).withBackoff(Backoff.none()));
        Ask<Text, Answer> ask = Graph.ask("ask", Text.class, Answer.class);
        return Graph.of(Items.class)
                .forEach(
                        "item",
                        Items::names,
                        name -> name,
                        Graph.of(String.class)
                                .map(Text::new)
                                .then(work)
                                .with(ask.deadline(Duration.ofHours(1), Answer.NO), (text, answer) -> text)
                                .with(ask("later"), (text, answer) -> new Text(text.value() + answer))
                                .then(land))
                .dependsOn(name -> name.compareTo("d") < 0 ? List.of() : List.of("a", "b"))
                .settle(Samples::sum);
    }

    /** Every other join, and a loop: what comes out is the same, whatever the order. */
    private Graph<Items, Sum> joins() {
        return Graph.of(Items.class)
                .forEach("fold", Items::names, name -> name, branch("work"))
                .fold(new Items(List.of()), InterleavingTest::plus)
                .forEach("first", Items::names, name -> name, branch("try"))
                .firstOf(2)
                .map(two -> new Items(List.of("a", "b", "c").subList(0, two.size())))
                .forEach("all", Items::names, name -> name, branch("land"))
                .joinAll()
                .map(all -> new Sum(all.stream().map(Text::value).toList()))
                .loop(
                        "rounds",
                        Loop.atMost(3),
                        round -> round.race("fastest", List.of(more("x"), more("y"))),
                        sum -> sum.parts().size() < 4 ? Loop.again(sum) : Loop.done(sum));
    }

    private Graph<String, Text> branch(String name) {
        Retry retry = Retry.transientFailures(4).withBackoff(Backoff.none());
        return Graph.of(String.class).map(Text::new).then(flaky(name).retry(retry));
    }

    private static Items plus(Items before, Branch<Text> branch) {
        return new Items(Stream.concat(before.names().stream(), Stream.of(branch.key()))
                .sorted()
                .toList());
    }

    private static Node<Sum, Sum> more(String name) {
        return Graph.node(
                name,
                Sum.class,
                Sum.class,
                sum -> new Sum(
                        Stream.concat(sum.parts().stream(), Stream.of("more")).toList()));
    }

    private static Ask<Text, Answer> ask(String name) {
        return Graph.ask(name, Text.class, Answer.class);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyOrder_givesTheSameResult(long batch) throws InterruptedException {
        for (long seed = batch * PER_BATCH; seed < (batch + 1) * PER_BATCH; seed++) {
            assertThat(outcome(seed, false).result())
                    .as("seed " + seed)
                    .contains(new Sum(ITEMS.names().stream()
                            .map(name -> name + "-workYES-land")
                            .toList()));
            assertThat(calls)
                    .as("seed " + seed)
                    .allSatisfy((call, count) -> assertThat(count).isEqualTo(1));
            calls.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyOrder_withCancels_ends(long batch) throws InterruptedException {
        for (long seed = batch * PER_BATCH; seed < (batch + 1) * PER_BATCH; seed++) {
            assertThat(outcome(seed, true)).as("seed " + seed).isNotInstanceOf(Outcome.Parked.class);
            assertThat(calls)
                    .as("seed " + seed)
                    .allSatisfy((call, count) -> assertThat(count).isEqualTo(1));
            calls.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyOrder_afterACrashAtAnyEntry_givesTheSameResult(long batch) throws InterruptedException {
        for (long seed = batch * PER_BATCH; seed < (batch + 1) * PER_BATCH; seed++) {
            requireSameAfterCrash(seed, graph());
            requireSameAfterCrash(seed, joins());
        }
    }

    private static void requireSameAfterCrash(long seed, Graph<Items, Sum> graph) throws InterruptedException {
        RunStore store = RunStore.inMemory();
        Shuffle shuffle = new Shuffle(seed);
        Outcome<Sum> outcome = drive(shuffle, engine(shuffle, store).start(graph, ITEMS, RunOptions.id("r")), false);
        RunStore cut = cut(store, shuffle.random());

        Shuffle again = new Shuffle(~seed);
        Outcome<Sum> resumed = drive(again, engine(again, cut).resume(graph, RunOptions.id("r")), false);

        assertThat(outcome.result()).as("seed " + seed).isPresent();
        assertThat(resumed).as("resumed, seed " + seed).isEqualTo(outcome);
        requireCommittedOnce(cut);
    }

    /** Returns a store with the beginning of the run, as a crash leaves it. */
    private static RunStore cut(RunStore store, Random random) {
        RunStore cut = RunStore.inMemory();
        List<byte[]> records = store.read(RunId.of("r"));
        try (RunLog log = cut.create(RunId.of("r"))) {
            log.append(records.subList(0, 1 + random.nextInt(records.size())));
        }
        return cut;
    }

    /** Runs it, answering and cancelling at moments that follow from the seed; then resumes it, which changes nothing. */
    private Outcome<Sum> outcome(long seed, boolean cancels) throws InterruptedException {
        RunStore store = RunStore.inMemory();
        Shuffle shuffle = new Shuffle(seed);
        Outcome<Sum> outcome =
                drive(shuffle, engine(shuffle, store).start(graph(), ITEMS, RunOptions.id("r")), cancels);
        requireCommittedOnce(store);
        Shuffle again = new Shuffle(seed);
        Run<Sum> resumed = engine(again, store).resume(graph(), RunOptions.id("r"));
        again.runAll();
        assertThat(stand(resumed)).as("resumed, seed " + seed).isEqualTo(outcome);
        return outcome;
    }

    /** It has no threads, and a close would wait for the only one, so that it is not closed. */
    private static Engine engine(Shuffle shuffle, RunStore store) {
        return shuffle.engine().store(store).slots("few", 2).build();
    }

    private static Outcome<Sum> drive(Shuffle shuffle, Run<Sum> run, boolean cancels) throws InterruptedException {
        boolean moves = true;
        while (moves) {
            moves = shuffle.step();
            if (!moves || shuffle.random().nextInt(5) == 0) {
                moves |= answerOne(shuffle, run);
            }
            if (cancels && shuffle.random().nextInt(40) == 0) {
                run.cancel(NodePath.parse(victim(shuffle)), "seed");
            }
        }
        return stand(run);
    }

    private static Outcome<Sum> stand(Run<Sum> run) throws InterruptedException {
        return run.await(Duration.ZERO).orElseThrow(() -> new AssertionError("nothing moves the run any more"));
    }

    private static boolean answerOne(Shuffle shuffle, Run<Sum> run) {
        List<Question> open = run.questions();
        if (!open.isEmpty()) {
            Question one = open.get(shuffle.random().nextInt(open.size()));
            run.answer(one.path(), Answer.YES, "seed");
        }
        return !open.isEmpty();
    }

    private static String victim(Shuffle shuffle) {
        int number = shuffle.random().nextInt(ITEMS.names().size() + 1);
        if (number == ITEMS.names().size()) {
            return shuffle.random().nextInt(4) == 0 ? "/" : "/nobody";
        }
        String branch = "/item[" + ITEMS.names().get(number) + "]";
        return branch
                + List.of("", "/work", "/ask", "/land").get(shuffle.random().nextInt(4));
    }

    private static void requireCommittedOnce(RunStore store) {
        Map<NodePath, Long> commits = RunHistory.read(store, RunId.of("r")).entries().stream()
                .filter(JournalEntry.NodeCompleted.class::isInstance)
                .collect(Collectors.groupingBy(JournalEntry::path, Collectors.counting()));
        assertThat(commits.values()).allMatch(count -> count == 1);
    }
}
