package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeBody;
import dev.tandemwork.graph.NodeTimeoutException;
import dev.tandemwork.graph.Recovery;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.graph.TypeRef;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.scm.ScmException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a node is run. What is about time runs in a thread and a time of the test; what is about threads has real ones. */
@Timeout(60)
final class PolicyTest {
    private static final Text GO = new Text("go");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final RunStore store = RunStore.inMemory();
    private final VirtualClock clock = new VirtualClock();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Engine timed = Engine.builder()
            .scheduling(ready::add, clock)
            .store(RunStore.inMemory())
            .slots("one", 1)
            .build();
    private final Engine engine =
            Engine.builder().store(store).slots("three", 3).slots("one", 1).build();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    /** Does all that can be done before time passes. */
    private void settle() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    private void settleAll() {
        do {
            settle();
        } while (clock.tick());
    }

    private <O> Outcome<O> runTimed(Graph<Text, O> graph) throws InterruptedException {
        Run<O> run = timed.start(graph, GO, listening());
        settleAll();
        return stand(run);
    }

    private RunOptions listening() {
        return RunOptions.unnamed().withListener(events::add);
    }

    private static <O> Outcome<O> stand(Run<O> run) throws InterruptedException {
        return run.await(Duration.ZERO).orElseThrow(() -> new AssertionError("nothing moves the run any more"));
    }

    private Node<Text, Text> work(String name, NodeBody<Text, Text> body) {
        return node(name, Text.class, Text.class, (text, context) -> {
            calls.add(context.path() + "#" + context.attempt());
            return body.apply(text, context);
        });
    }

    private Node<Text, Text> failing(String name, int times, Exception failure) {
        return work(name, (text, context) -> {
            if (context.attempt() <= times) {
                throw failure;
            }
            return new Text(text.value() + " " + name);
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

    private static Retry retry(int attempts) {
        return Retry.on(IOException.class, attempts).withBackoff(Backoff.none());
    }

    @Test
    void retry_triesAgain_untilItSucceeds() throws InterruptedException {
        Node<Text, Text> work = failing("work", 2, new IOException("not yet")).retry(retry(3));

        assertThat(runTimed(work).result()).contains(new Text("go work"));
        assertThat(calls).containsExactly("/work#1", "/work#2", "/work#3");
    }

    @Test
    void retry_endsWithTheLastFailure_whenAttemptsAreUsedUp() throws InterruptedException {
        Node<Text, Text> work = failing("work", 9, new IOException("never")).retry(retry(3));

        assertFailed(runTimed(work), Failure.Reason.EXCEPTION, "never");
        assertThat(calls).hasSize(3);
    }

    @Test
    void retry_leavesOtherFailuresAlone() throws InterruptedException {
        Node<Text, Text> work =
                failing("work", 1, new IllegalStateException("wrong")).retry(retry(3));

        assertFailed(runTimed(work), Failure.Reason.EXCEPTION, "wrong");
        assertThat(calls).containsExactly("/work#1");
    }

    @Test
    void retry_seesTimeouts_whenAsked() throws InterruptedException {
        Retry onTimeout = Retry.on(NodeTimeoutException.class, 2).withBackoff(Backoff.none());
        Node<Text, Text> work = work("work", (text, context) -> context.attempt() == 1 ? passTime(text) : text)
                .timeout(SECOND)
                .retry(onTimeout);

        assertThat(runTimed(work).result()).contains(GO);
        assertThat(calls).hasSize(2);
    }

    @Test
    void backoff_waitsLongerEachTime() throws InterruptedException {
        Backoff backoff = new Backoff(SECOND, 2, HOUR, 0);
        long before = clock.nanoTime();

        runTimed(failing("work", 3, new IOException("not yet")).retry(retry(4).withBackoff(backoff)));

        assertThat(clock.nanoTime() - before)
                .isEqualTo(Duration.ofSeconds(1 + 2 + 4).toNanos());
    }

    @Test
    void retry_waitsUntilTheTimeThatAFailureTells() throws InterruptedException {
        ScmException limited =
                ScmException.rateLimited("calls are used up", clock.now().plus(HOUR));
        long before = clock.nanoTime();

        runTimed(failing("work", 1, limited).retry(Retry.transientFailures(2)));

        assertThat(Duration.ofNanos(clock.nanoTime() - before)).isEqualTo(HOUR);
        assertThat(calls).hasSize(2);
    }

    @Test
    void retry_waitsADayAtMost_whateverAFailureTells() throws InterruptedException {
        ScmException limited = ScmException.rateLimited("calls are used up", Instant.MAX);
        long before = clock.nanoTime();

        runTimed(failing("work", 1, limited).retry(Retry.transientFailures(2)));

        assertThat(Duration.ofNanos(clock.nanoTime() - before)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void backoff_holdsNoThreadAndNoSlot() throws InterruptedException {
        Retry later = retry(2).withBackoff(new Backoff(HOUR, 1, HOUR, 0));
        Run<Text> slow = timed.start(
                failing("slow", 1, new IOException("not yet")).slots("one").retry(later), GO);
        settle();
        Run<Text> other = timed.start(work("other", (text, context) -> text).slots("one"), GO);
        settle();

        assertThat(stand(other).result()).contains(GO);
        assertThat(slow.await(Duration.ZERO)).isEmpty();
        settleAll();
        assertThat(stand(slow).result()).contains(new Text("go slow"));
    }

    /** Lets time pass, as a body that takes long, and ends when it is interrupted. */
    private Text passTime(Text text) throws InterruptedException {
        while (clock.tick()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to end");
            }
        }
        return text;
    }

    /** Lets time pass and heeds no interrupt. */
    private Text passTimeObstinately() {
        while (clock.tick()) {
            Thread.interrupted();
        }
        return new Text("late");
    }

    @Test
    void timeout_failsABodyThatObeys() throws InterruptedException {
        Node<Text, Text> work =
                work("work", (text, context) -> passTime(text)).timeout(SECOND).grace(HOUR);

        assertFailed(runTimed(work), Failure.Reason.TIMEOUT, "node [work] took longer than PT1S");
        assertThat(events).noneMatch(RunEvent.Abandoned.class::isInstance);
        assertThat(clock.nanoTime()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void timeout_countsEvenWhenTheBodyReturnsInTheGrace() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> {
                    clock.tick();
                    return text;
                })
                .timeout(SECOND);

        assertFailed(runTimed(work), Failure.Reason.TIMEOUT, "took longer");
    }

    @Test
    void timeout_leavesABodyBehind_thatIgnoresIt() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> passTimeObstinately())
                .timeout(SECOND)
                .grace(SECOND);

        assertFailed(runTimed(work), Failure.Reason.TIMEOUT, "took longer");
        assertThat(events).anyMatch(RunEvent.Abandoned.class::isInstance);
    }

    @Test
    void idleTimeout_failsASilentBody() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> passTime(text)).idleTimeout(SECOND);

        assertFailed(runTimed(work), Failure.Reason.IDLE, "gave no sign of life for PT1S");
    }

    @Test
    void idleTimeout_leavesABodyBehind_thatIgnoresIt() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> passTimeObstinately())
                .idleTimeout(SECOND)
                .grace(SECOND);

        assertFailed(runTimed(work), Failure.Reason.IDLE, "no sign of life");
        assertThat(events).anyMatch(RunEvent.Abandoned.class::isInstance);
    }

    @Test
    void progress_startsTheIdleTimeoutAnew() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> {
                    for (int i = 1; i <= 10; i++) {
                        clock.after(SECOND.multipliedBy(i).dividedBy(2), context::progress);
                    }
                    while (clock.nanoTime() < SECOND.multipliedBy(5).toNanos()) {
                        clock.tick();
                    }
                    return new Text("alive " + Thread.currentThread().isInterrupted());
                })
                .idleTimeout(SECOND);

        assertThat(runTimed(work).result()).contains(new Text("alive false"));
    }

    @Test
    void limitTime_isATimeoutOfTheBodysOwn() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> {
                    context.limitTime(SECOND);
                    return passTime(text);
                })
                .timeout(HOUR);

        assertFailed(runTimed(work), Failure.Reason.TIMEOUT, "took longer than PT1S");
        assertThat(clock.nanoTime()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void limitTime_takesThePlaceOfTheOneBefore() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> {
            context.limitTime(SECOND);
            context.limitTime(SECOND.multipliedBy(3));
            return passTime(text);
        });

        assertFailed(runTimed(work), Failure.Reason.TIMEOUT, "took longer than PT3S");
        assertThat(clock.nanoTime()).isEqualTo(SECOND.multipliedBy(3).toNanos());
    }

    @Test
    void limitTime_endsWithTheBody() throws InterruptedException {
        Node<Text, Text> limited = work("limited", (text, context) -> {
            context.limitTime(SECOND);
            return text;
        });
        Graph<Text, Text> graph = Graph.of(Text.class).then(limited).then(work("next", (text, context) -> {
            clock.after(HOUR, () -> {});
            return passTime(text);
        }));

        assertThat(runTimed(graph).result()).contains(GO);
    }

    @Test
    void obstinateBody_isLeftBehind_andTheRunGoesOn() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Node<Text, Text> stuck = obstinate(end, ended);
        Graph<Recovery<Text>, Text> recovery = Graph.of(new TypeRef<Recovery<Text>>() {})
                .map(failed -> new Text(failed.failure().reason().name()))
                .then(Samples.append("after"));
        Run<Text> run = engine.start(stuck.onFailure(recovery), GO, RunOptions.id("stuck"));

        assertThat(run.await().result()).contains(new Text("TIMEOUT after"));
        end.countDown();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.await().result()).contains(new Text("TIMEOUT after"));
        run.close();
        assertThat(RunHistory.read(store, run.id()).entries())
                .as("the late result")
                .noneMatch(entry -> entry.toString().contains("late"));
    }

    @Test
    void obstinateBody_givesItsSlotBack() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        engine.start(obstinate(end, new CountDownLatch(1)).slots("one"), GO).await();

        Run<Text> next = engine.start(Samples.append("next").slots("one"), GO);

        assertThat(next.await().result()).contains(new Text("go next"));
        end.countDown();
    }

    private static Node<Text, Text> obstinate(CountDownLatch end, CountDownLatch ended) {
        return node("stuck", Text.class, Text.class, (text, context) -> {
                    Uninterruptibles.awaitUninterruptibly(end);
                    ended.countDown();
                    return new Text("late");
                })
                .timeout(Duration.ofMillis(20))
                .grace(Duration.ofMillis(20));
    }

    private static <T> Graph<Items, T> each(Graph<Text, Text> branch, Function<List<Branch<Text>>, T> join) {
        return Graph.of(Items.class)
                .forEach(
                        "item",
                        Items::names,
                        name -> name,
                        Graph.of(String.class).map(Text::new).then(branch))
                .settle(join);
    }

    @Test
    void slots_areAllInUse_andNeverMore() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        Node<Text, Text> work = work("work", (text, context) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            three.await(20, TimeUnit.SECONDS);
            inside.decrementAndGet();
            return text;
        });
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "n" + i).toList();

        Outcome<Samples.Sum> outcome = engine.start(each(work.slots("three"), Samples::sum), new Items(names))
                .await();

        assertThat(outcome.result()).contains(new Samples.Sum(names));
        assertThat(most).hasValue(3);
    }

    @Test
    void slots_areGivenOutInTurn_andARetryQueuesAgain() throws InterruptedException {
        Node<Text, Text> work =
                failing("work", 1, new IOException("not yet")).slots("one").retry(retry(2));

        Run<Samples.Sum> run = timed.start(each(work, Samples::sum), new Items(List.of("a", "b", "c")));
        settleAll();

        assertThat(stand(run).result()).isPresent();
        assertThat(calls)
                .containsExactly(
                        "/item[a]/work#1",
                        "/item[b]/work#1",
                        "/item[c]/work#1",
                        "/item[a]/work#2",
                        "/item[b]/work#2",
                        "/item[c]/work#2");
    }

    @Test
    void mutex_excludesOtherRunsWithItsKey_andNoOthers() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Run<Text> holder = engine.start(
                work("hold", (text, context) -> {
                            began.countDown();
                            end.await();
                            return text;
                        })
                        .mutex(Text::value),
                GO);
        began.await();
        CountDownLatch waits = new CountDownLatch(1);
        Node<Text, Text> next = work("next", (text, context) -> text).mutex(Text::value);
        Run<Text> same = engine.start(next, GO, RunOptions.unnamed().withListener(onWaiting(waits)));
        waits.await();

        assertThat(engine.start(next, new Text("other")).await().result()).contains(new Text("other"));
        assertThat(calls).containsExactly("/hold#1", "/next#1");
        end.countDown();
        assertThat(holder.await().result()).contains(GO);
        assertThat(same.await().result()).contains(GO);
    }

    private static Consumer<RunEvent> onWaiting(CountDownLatch waits) {
        return event -> {
            if (event instanceof RunEvent.Waiting) {
                waits.countDown();
            }
        };
    }

    @Test
    void onFailure_goesOnAfterTheLastAttempt() throws InterruptedException {
        Graph<Recovery<Text>, Text> way = Graph.of(new TypeRef<Recovery<Text>>() {})
                .map(failed ->
                        new Text(failed.input().value() + " " + failed.failure().message()))
                .then(Samples.append("mend"));
        Node<Text, Text> work =
                failing("work", 9, new IOException("lost")).retry(retry(2)).onFailure(way);

        Outcome<Text> outcome = runTimed(Graph.of(Text.class).then(work).then(Samples.append("end")));

        assertThat(outcome.result()).contains(new Text("go lost mend end"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void onFailure_failsAsItsOwnNodesDo() throws InterruptedException {
        Graph<Recovery<Text>, Text> way = Graph.of(new TypeRef<Recovery<Text>>() {})
                .map(Recovery::input)
                .then(failing("mend", 9, new IOException("lost too")));

        Failure failure =
                failureOf(runTimed(failing("work", 9, new IOException("lost")).onFailure(way)));

        assertThat(failure.path()).isEqualTo("/work/mend");
        assertThat(failure.message()).isEqualTo("lost too");
    }

    @Test
    void cache_takesAnEarlierResult_untilItIsTooOld() throws InterruptedException {
        Node<Text, Text> work = work("work", (text, context) -> text).cache(Text::value, HOUR);

        runTimed(work);
        assertThat(runTimed(work).result()).contains(GO);
        assertThat(calls).hasSize(1);
        clock.after(HOUR, () -> {});
        clock.tick();
        assertThat(runTimed(work).result()).contains(GO);
        assertThat(calls).hasSize(2);
    }

    @Test
    void cache_keepsNoFailure() throws InterruptedException {
        Node<Text, Text> work = failing("work", 9, new IOException("lost")).cache(Text::value, HOUR);

        runTimed(work);
        runTimed(work);

        assertThat(calls).hasSize(2);
    }
}
