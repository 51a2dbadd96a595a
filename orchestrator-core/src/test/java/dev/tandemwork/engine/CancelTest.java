package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Sum;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancels, drains and closes. The branch {@code a} is stopped at its step {@code victim}; {@code b} is to end as ever. */
@Timeout(60)
final class CancelTest {
    private static final Items ITEMS = new Items(List.of("a", "b"));
    private static final NodePath VICTIM = NodePath.parse("/item[a]/victim");
    private static final Duration HOUR = Duration.ofHours(1);

    private final RunStore store = RunStore.inMemory();
    private final Engine engine = engine();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** What the victim is at when it is cancelled. */
    private enum At {
        RUNNING,
        SLOT,
        MUTEX,
        BACKOFF,
        QUESTION,
        NOT_BEGUN
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(At.values())
                .flatMap(at -> Stream.of("/", "/item[a]", "/item[a]/victim").map(target -> Arguments.of(at, target)));
    }

    private Engine engine() {
        return Engine.builder().store(store).slots("one", 1).build();
    }

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    private Text called(Text text, NodeContext context) {
        calls.add(context.path().toString());
        return new Text(text.value() + " " + context.path().name());
    }

    private Node<Text, Text> work(String name) {
        return node(name, Text.class, Text.class, this::called);
    }

    /** Returns a node that ends at once, but in the branch {@code a}, where it waits to be interrupted, or until all is open. */
    private Node<Text, Text> waiting(String name) {
        return node(name, Text.class, Text.class, (text, context) -> {
            Text result = called(text, context);
            if (text.value().startsWith("a")) {
                reached.countDown();
                open.await();
            }
            return result;
        });
    }

    private Node<Text, Text> failing() {
        return node("victim", Text.class, Text.class, (text, context) -> {
                    Text result = called(text, context);
                    if (text.value().startsWith("a")) {
                        throw new IOException("not yet");
                    }
                    return result;
                })
                .retry(Retry.transientFailures(2).withBackoff(new Backoff(HOUR, 1, HOUR, 0)));
    }

    private Graph<Text, Text> victim(At at) {
        return switch (at) {
            case RUNNING -> waiting("victim");
            case SLOT -> work("victim").slots("one");
            case MUTEX -> work("victim").mutex(text -> "key");
            case BACKOFF -> failing();
            case QUESTION -> question();
            case NOT_BEGUN -> work("victim");
        };
    }

    private static Graph<Text, Text> question() {
        Ask<Text, Answer> ask = Graph.ask("victim", Text.class, Answer.class);
        return Graph.of(Text.class).with(ask, (text, answer) -> new Text(text.value() + " victim"));
    }

    private Graph<Items, Sum> graph(At at) {
        Graph<Text, Text> first = at == At.NOT_BEGUN ? waiting("first") : work("first");
        return Graph.of(Items.class)
                .forEach(
                        "item",
                        Items::names,
                        name -> name,
                        Graph.of(String.class)
                                .map(Text::new)
                                .then(first)
                                .then(victim(at))
                                .then(work("last")))
                .settle(Samples::sum);
    }

    private RunOptions options() {
        return RunOptions.id("r").withListener(event -> {
            if (event instanceof RunEvent.Waiting && event.path().equals(VICTIM)) {
                reached.countDown();
            }
        });
    }

    /** Takes what the victim will wait for. */
    private void hold(At at) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Node<Text, Text> holder = node("hold", Text.class, Text.class, text -> {
            held.countDown();
            open.await();
            return text;
        });
        if (at == At.SLOT || at == At.MUTEX) {
            engine.start(at == At.SLOT ? holder.slots("one") : holder.mutex(text -> "key"), new Text("held"));
            held.await();
        }
    }

    private void answerAll(Run<Sum> run) throws InterruptedException {
        if (run.await() instanceof Outcome.Parked<Sum> parked) {
            parked.questions().forEach(question -> run.answer(question.path(), Answer.YES, "me"));
        }
    }

    private void awaitVictim(At at, Run<Sum> run) throws InterruptedException {
        if (at == At.QUESTION) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        } else {
            reached.await();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void cancel_endsWhatItNames_andNothingElse_alsoAfterAResume(At at, String target) throws InterruptedException {
        hold(at);
        Run<Sum> run = engine.start(graph(at), ITEMS, options());
        awaitVictim(at, run);

        assertThat(run.cancel(NodePath.parse(target), "enough"))
                .isEqualTo(at != At.NOT_BEGUN || !target.equals("/item[a]/victim"));
        open.countDown();
        answerAll(run);

        assertCancelled(run.await(), target);
        assertThat(calls).doesNotContain("/item[a]/last");
        run.close();
        assertSameAfterResume(at, target);
    }

    private void assertSameAfterResume(At at, String target) throws InterruptedException {
        List<String> before = new ArrayList<>(calls);
        try (Run<Sum> resumed = engine.resume(graph(at), RunOptions.id("r"))) {
            assertCancelled(resumed.await(), target);
        }
        assertThat(calls).isEqualTo(before);
    }

    private static void assertCancelled(Outcome<Sum> outcome, String target) {
        if (target.equals("/")) {
            assertThat(outcome).isEqualTo(new Outcome.Cancelled<Sum>("enough"));
        } else {
            assertThat(outcome.result()).contains(new Sum(List.of("a cancelled", "b first victim last")));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void cancel_justBeforeAClose_isKept(At at, String target) throws InterruptedException {
        hold(at);
        Run<Sum> run = engine.start(graph(at), ITEMS, options());
        awaitVictim(at, run);
        run.cancel(NodePath.parse(target), "enough");
        run.close();
        open.countDown();

        try (Run<Sum> resumed = engine.resume(graph(at), RunOptions.id("r"))) {
            answerAll(resumed);
            assertCancelled(resumed.await(), target);
        }
        assertThat(calls).doesNotContain("/item[a]/last");
    }

    @Test
    void cancel_ofABranchThatIsNotThereYet_endsItWhenItComes() throws InterruptedException {
        Node<Items, Items> plan = node("plan", Items.class, Items.class, items -> {
            reached.countDown();
            open.await();
            return items;
        });
        Run<Sum> run = engine.start(Graph.of(Items.class).then(plan).then(graph(At.RUNNING)), ITEMS);
        reached.await();

        assertThat(run.cancel(NodePath.parse("/item[a]"), "enough")).isFalse();
        open.countDown();

        assertCancelled(run.await(), "/item[a]");
        assertThat(calls).doesNotContain("/item[a]/first");
    }

    @Test
    void cancel_leavesABodyBehind_thatIgnoresIt() throws InterruptedException {
        Node<Text, Text> stuck = node("stuck", Text.class, Text.class, text -> {
                    reached.countDown();
                    awaitObstinately();
                    return text;
                })
                .grace(Duration.ofMillis(20));
        Run<Text> run = engine.start(stuck, new Text("a"));
        reached.await();
        run.cancel("enough");

        assertThat(run.await()).isEqualTo(new Outcome.Cancelled<Text>("enough"));
        open.countDown();
    }

    private void awaitObstinately() {
        boolean done = false;
        while (!done) {
            try {
                open.await();
                done = true;
            } catch (InterruptedException ignored) {
                done = false;
            }
        }
    }

    @Test
    void drain_letsWhatRunsEnd_andAResumeGoesOn() throws InterruptedException {
        Run<Sum> run = engine.start(graph(At.RUNNING), ITEMS, options());
        reached.await();
        run.drain();
        open.countDown();

        assertThat(run.await()).isEqualTo(new Outcome.Parked<Sum>(List.of()));
        assertThat(calls).doesNotContain("/item[a]/last");
        run.close();
        assertThat(resumed(At.RUNNING).result())
                .contains(new Sum(List.of("a first victim last", "b first victim last")));
        assertThat(calls).doesNotHaveDuplicates().hasSize(6);
    }

    private Outcome<Sum> resumed(At at) throws InterruptedException {
        try (Run<Sum> run = engine.resume(graph(at), RunOptions.id("r"))) {
            return run.await();
        }
    }

    @Test
    void drain_doesNotWaitForABackoff() throws InterruptedException {
        Run<Sum> run = engine.start(graph(At.BACKOFF), ITEMS, options());
        reached.await();
        run.drain();

        assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        assertThat(calls.stream().filter("/item[a]/victim"::equals)).hasSize(1);
    }

    @Test
    void drainedRun_canBeCancelled() throws InterruptedException {
        Run<Sum> run = engine.start(graph(At.RUNNING), ITEMS, options());
        reached.await();
        run.drain();
        open.countDown();
        run.await();

        run.cancel("enough");

        assertThat(run.await()).isEqualTo(new Outcome.Cancelled<Sum>("enough"));
    }

    @Test
    void close_interruptsWhatRuns_andAResumeDoesItAgain() throws InterruptedException {
        Run<Sum> run = engine.start(graph(At.RUNNING), ITEMS, options());
        reached.await();
        run.close();
        open.countDown();

        assertThat(run.await()).isEqualTo(new Outcome.Parked<Sum>(List.of()));
        assertThat(resumed(At.RUNNING).result())
                .contains(new Sum(List.of("a first victim last", "b first victim last")));
        assertThat(calls.stream().filter("/item[a]/victim"::equals)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("states")
    void engineClose_returns_whateverRuns(At at) throws InterruptedException {
        Run<Sum> run = engine.start(graph(at), ITEMS, options());
        if (at == At.RUNNING || at == At.BACKOFF || at == At.NOT_BEGUN) {
            reached.await();
        }
        engine.close();

        assertThat(run.await(Duration.ZERO)).isPresent();
    }

    /** Each body ends when both have been interrupted. */
    @Test
    void engineClose_interruptsAllRuns_beforeItWaitsForOne() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(2);
        List<Boolean> met = new CopyOnWriteArrayList<>();
        Node<Text, Text> work = node("work", Text.class, Text.class, text -> {
            began.countDown();
            met.add(awaitInterrupts(interrupted));
            return text;
        });
        engine.start(work, new Text("a"));
        engine.start(work, new Text("b"));
        began.await();

        engine.close();

        assertThat(met).containsExactly(true, true);
    }

    private boolean awaitInterrupts(CountDownLatch all) throws InterruptedException {
        try {
            open.await();
            return false;
        } catch (InterruptedException interrupted) {
            all.countDown();
            return all.await(5, TimeUnit.SECONDS);
        }
    }

    static Stream<At> states() {
        return Stream.of(At.values());
    }
}
