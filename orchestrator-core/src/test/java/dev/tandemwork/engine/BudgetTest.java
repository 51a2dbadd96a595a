package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeBody;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes, scopes and runs may spend. */
@Timeout(60)
final class BudgetTest {
    private static final Text GO = new Text("go");

    private final RunStore store = RunStore.inMemory();
    private final Engine engine = Engine.builder().store(store).build();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    private Node<Text, Text> work(String name, NodeBody<Text, Text> body) {
        return node(name, Text.class, Text.class, (text, context) -> {
            calls.add(context.path() + "#" + context.attempt());
            return body.apply(text, context);
        });
    }

    private static Failure failureOf(Outcome<?> outcome) {
        return outcome.<Failure>fold(
                done -> {
                    throw new AssertionError(done);
                },
                parked -> {
                    throw new AssertionError(parked);
                },
                Outcome.Failed::failure,
                stopped -> {
                    throw new AssertionError(stopped);
                });
    }

    private static void assertFailed(Outcome<?> outcome, Failure.Reason reason, String message) {
        Failure failure = failureOf(outcome);
        assertThat(failure.reason()).as(failure.describe()).isEqualTo(reason);
        assertThat(failure.message()).contains(message);
    }

    private Node<Text, Text> spender(String name, double... dollars) {
        return work(name, (text, context) -> {
            for (double each : dollars) {
                context.spend(Usage.of(Money.usd(each)));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("out of money");
            }
            return text;
        });
    }

    private Node<Text, Text> failing(String name, double dollars) {
        return work(name, (text, context) -> {
            context.spend(Usage.of(Money.usd(dollars)));
            throw new IOException("not yet");
        });
    }

    @Test
    void listener_isToldWhatTheAttemptHasSpentSoFar() throws InterruptedException {
        List<RunEvent> events = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        RunOptions options = RunOptions.id("told").withListener(event -> {
            events.add(event);
            if (event instanceof RunEvent.Recorded recorded && recorded.entry() instanceof JournalEntry.RunCompleted) {
                ended.countDown();
            }
        });

        engine.start(Graph.of(Text.class).then(spender("spend", 0.25, 0.5)), GO, options)
                .await();
        ended.await();

        NodePath path = NodePath.parse("/spend");
        assertThat(events)
                .filteredOn(RunEvent.Spent.class::isInstance)
                .containsExactly(
                        new RunEvent.Spent(path, Usage.of(Money.usd(0.25))),
                        new RunEvent.Spent(path, Usage.of(Money.usd(0.75))));
    }

    @Test
    void nodeBudget_endsTheNode_thatSpendsMore() throws InterruptedException {
        Node<Text, Text> work = spender("work", 0.5, 0.6).budget(Money.usd(1));

        assertFailed(engine.start(work, GO).await(), Failure.Reason.BUDGET, "node [work] was ended; it has spent");
    }

    @Test
    void nodeBudget_isThatOfAllAttempts() throws InterruptedException {
        Node<Text, Text> work = failing("work", 0.4).budget(Money.usd(1)).retry(Retry.on(IOException.class, 9));

        assertFailed(engine.start(work, GO).await(), Failure.Reason.BUDGET, "has spent $1.20 of its budget of $1.00");
        assertThat(calls).containsExactly("/work#1", "/work#2", "/work#3");
    }

    @Test
    void nodeBudget_isThatOfAllAttempts_alsoWhenTheRunIsResumed() throws InterruptedException {
        Retry retry =
                Retry.on(IOException.class, 9).withBackoff(new Backoff(Duration.ofHours(1), 1, Duration.ofHours(1), 0));
        Node<Text, Text> slow = failing("work", 0.6).budget(Money.usd(1)).retry(retry);
        CountDownLatch failed = new CountDownLatch(1);
        try (Run<Text> run = engine.start(slow, GO, RunOptions.id("resumed").withListener(event -> {
            if (event instanceof RunEvent.Recorded recorded && recorded.entry() instanceof JournalEntry.AttemptFailed) {
                failed.countDown();
            }
        }))) {
            failed.await();
            run.drain();
            run.await();
        }

        Outcome<Text> outcome = engine.resume(
                        failing("work", 0.6).budget(Money.usd(1)).retry(Retry.on(IOException.class, 9)),
                        RunOptions.id("resumed"))
                .await();

        assertFailed(outcome, Failure.Reason.BUDGET, "has spent $1.20 of its budget of $1.00");
        assertThat(calls).containsExactly("/work#1", "/work#2");
    }

    @Test
    void nodeBudget_mayBeSpentToTheLast() throws InterruptedException {
        Node<Text, Text> work = spender("work", 0.5, 0.5).budget(Money.usd(1));

        assertThat(engine.start(work, GO).await().result()).contains(GO);
    }

    @Test
    void nodeBudget_isSetAsideFirst_soThatTheRunsIsNotOverdrawn() throws InterruptedException {
        Graph<Text, Text> graph =
                Graph.of(Text.class).then(spender("a", 0.6)).then(spender("b").budget(Money.usd(0.5)));

        Outcome<Text> outcome = engine.start(graph, GO, RunOptions.unnamed().withBudget(Money.usd(1)))
                .await();

        assertFailed(outcome, Failure.Reason.BUDGET, "node [b] needs");
        assertThat(calls).containsExactly("/a#1");
    }

    @Test
    void nodeBudget_isGivenBack_whenItWasNotSpent() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class)
                .then(spender("a", 0.1).budget(Money.usd(0.9)))
                .then(spender("b", 0.1).budget(Money.usd(0.9)));

        Run<Text> run = engine.start(graph, GO, RunOptions.unnamed().withBudget(Money.usd(1)));

        assertThat(run.await().result()).contains(GO);
    }

    @Test
    void scopeBudget_isForAllInside_andNobodyElse() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class)
                .then(spender("outside", 5))
                .then(Graph.of(Text.class)
                        .then(spender("a", 0.6))
                        .then(spender("b", 0.6))
                        .as("part")
                        .budget(Money.usd(1)));

        Failure failure = failureOf(engine.start(graph, GO).await());

        assertThat(failure.reason()).isEqualTo(Failure.Reason.BUDGET);
        assertThat(failure.path()).isEqualTo("/part/b");
        assertThat(failure.message()).contains("budget of [/part] is");
    }

    @Test
    void runBudget_isForAllNodes() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class).then(spender("a", 0.6)).then(spender("b", 0.6));

        Outcome<Text> outcome = engine.start(graph, GO, RunOptions.unnamed().withBudget(Money.usd(1)))
                .await();

        assertFailed(outcome, Failure.Reason.BUDGET, "budget of [/] is");
    }

    @Test
    void runBudget_countsWhatFailedAttemptsSpent() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> {
                    context.spend(Usage.of(Money.usd(0.4)));
                    throw new IOException("not yet");
                })
                .retry(Retry.on(IOException.class, 5).withBackoff(Backoff.none()));

        Outcome<Text> outcome = engine.start(work, GO, RunOptions.unnamed().withBudget(Money.usd(1)))
                .await();

        assertFailed(outcome, Failure.Reason.BUDGET, "budget of [/] is");
        assertThat(calls).hasSize(3);
    }

    @Test
    void spentMoney_isSpentAfterAResume() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class)
                .then(Graph.of(Text.class)
                        .then(spender("a", 0.6))
                        .with(Graph.ask("ask", Text.class, Answer.class), (text, answer) -> text)
                        .then(spender("b", 0.6))
                        .as("part")
                        .budget(Money.usd(1)));
        try (Run<Text> run = engine.start(graph, GO, RunOptions.id("r"))) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        }

        Run<Text> resumed = engine.resume(graph, RunOptions.id("r"));
        resumed.await();
        resumed.answer(NodePath.parse("/part/ask"), Answer.YES, "me");

        assertFailed(resumed.await(), Failure.Reason.BUDGET, "budget of [/part] is");
        assertThat(calls).containsExactly("/part/a#1", "/part/b#1");
    }
}
