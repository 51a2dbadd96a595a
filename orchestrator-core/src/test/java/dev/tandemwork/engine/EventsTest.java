package dev.tandemwork.engine;

import static dev.tandemwork.engine.Samples.append;
import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Loop.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Count;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventsTest {
    private static final int LINES = 5_000;

    private final Kept kept = new Kept();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        kept.close();
    }

    /** Keeps what it is told. */
    private static final class Told implements Flow.Subscriber<RunEvent> {
        private final List<RunEvent> events = new ArrayList<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final CompletableFuture<List<RunEvent>> all = new CompletableFuture<>();
        private final long first;

        Told(long first) {
            this.first = first;
        }

        static Told of(Flow.Publisher<RunEvent> events) {
            return of(events, Long.MAX_VALUE);
        }

        static Told of(Flow.Publisher<RunEvent> events, long first) {
            Told told = new Told(first);
            events.subscribe(told);
            return told;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(first);
        }

        @Override
        public void onNext(RunEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(events);
        }

        List<RunEvent.Recorded> recorded() {
            return all.join().stream()
                    .filter(RunEvent.Recorded.class::isInstance)
                    .map(RunEvent.Recorded.class::cast)
                    .toList();
        }

        long count(Class<? extends RunEvent> type) {
            return all.join().stream().filter(type::isInstance).count();
        }
    }

    private static Graph<Count, Count> counting(int rounds) {
        return Graph.of(Count.class)
                .loop(
                        "rounds",
                        atMost(rounds),
                        round -> round.then(
                                node("add", Count.class, Count.class, count -> new Count(count.value() + 1))),
                        count -> count.value() < rounds ? Loop.again(count) : Loop.done(count));
    }

    private Graph<Text, Text> talking() {
        return Graph.of(Text.class)
                .then(node("talk", Text.class, Text.class, (text, context) -> {
                    gate.await();
                    for (int i = 0; i < LINES; i++) {
                        context.log("line " + i);
                    }
                    return text;
                }))
                .then(append("end"));
    }

    private void isTheJournal(List<RunEvent.Recorded> events) {
        List<JournalEntry> journal = kept.entries();
        assertThat(events)
                .extracting(RunEvent.Recorded::sequence)
                .isEqualTo(LongStream.range(0, journal.size()).boxed().toList());
        assertThat(events).extracting(RunEvent.Recorded::entry).isEqualTo(journal);
    }

    @Test
    void recordedEvents_areTheJournal_howeverLateTheSubscriber() throws InterruptedException {
        Run<Count> run = kept.start(counting(2_000), new Count(0));
        List<Told> all = new ArrayList<>();
        while (run.await(java.time.Duration.ofMillis(1)).isEmpty() && all.size() < 200) {
            all.add(Told.of(run.events(0)));
        }
        run.await();
        all.add(Told.of(run.events(0)));

        all.forEach(told -> isTheJournal(told.recorded()));
    }

    @Test
    void events_beginWithTheSequenceThatIsAskedFor() throws InterruptedException {
        Run<Count> run = kept.start(counting(10), new Count(0));
        run.await();
        List<RunEvent.Recorded> events = Told.of(run.events(5)).recorded();

        assertThat(events.get(0).sequence()).isEqualTo(5);
        assertThat(events).hasSize(kept.entries().size() - 5);
    }

    @Test
    void events_ofAResumedRun_beginWithWhatWasBefore() throws InterruptedException {
        Graph<Count, Count> graph = counting(10);
        kept.start(graph, new Count(0)).await();
        Run<Count> resumed = kept.resume(graph);
        Told told = Told.of(resumed.events(0));
        resumed.await();

        isTheJournal(told.recorded());
    }

    @Test
    void slowSubscriber_slowsNothing_andIsToldWhatItLost() throws InterruptedException {
        Run<Text> run = kept.start(talking(), new Text("go"));
        Told slow = Told.of(run.events(0), 1);
        Told stuck = Told.of(run.events(0), 1);
        gate.countDown();
        assertThat(run.await().result()).isPresent();
        slow.subscription.join().request(Long.MAX_VALUE);

        isTheJournal(slow.recorded());
        long lost = slow.events.stream()
                .filter(RunEvent.Dropped.class::isInstance)
                .mapToLong(event -> ((RunEvent.Dropped) event).count())
                .sum();
        assertThat(lost).isPositive();
        assertThat(slow.count(RunEvent.Line.class)).isPositive().isLessThanOrEqualTo(LINES - lost + 10);
        assertThat(stuck.all).isNotDone();
    }

    @Test
    void blockedListener_slowsNothing() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        gate.countDown();
        Run<Text> run =
                kept.start(talking(), new Text("go"), RunOptions.id("run").withListener(event -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));

        assertThat(run.await().result()).isPresent();
        never.countDown();
    }

    @Test
    void listener_hearsEverything_inOrder() throws InterruptedException {
        List<RunEvent> heard = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        Graph<Text, Text> graph = Graph.of(Text.class).then(node("say", Text.class, Text.class, (text, context) -> {
            context.log("one");
            context.log("two");
            return text;
        }));
        kept.start(graph, new Text("go"), RunOptions.id("run").withListener(event -> {
            heard.add(event);
            if (event instanceof RunEvent.Recorded fact && fact.entry() instanceof JournalEntry.RunCompleted) {
                over.countDown();
            }
        }));
        over.await();

        assertThat(heard)
                .extracting(EventsTest::word)
                .containsExactly("RunStarted", "NodeStarted", "one", "two", "NodeCompleted", "RunCompleted");
    }

    private List<String> ends(Graph<Text, Integer> graph) throws InterruptedException {
        Run<Integer> run = kept.start(graph, new Text("go"));
        Told told = Told.of(run.events(0));
        gate.countDown();
        run.await();
        run.close();
        return told.all.join().stream()
                .filter(RunEvent.BranchEnded.class::isInstance)
                .map(RunEvent.BranchEnded.class::cast)
                .map(end -> end.path() + " " + end.status())
                .toList();
    }

    @Test
    void branchThatWaitsForAPerson_hasNotEnded_whenItsRunIsClosed() throws InterruptedException {
        Graph<Text, Integer> asking = Graph.of(Text.class)
                .then(node("wait", Text.class, Text.class, (text, context) -> hold(text)))
                .forEach("item", EventsTest::two, Text::value, Graph.ask("ask", Text.class, Text.class))
                .settle(List::size);

        assertThat(ends(asking)).isEmpty();
    }

    @Test
    void skippedBranch_isTold() throws InterruptedException {
        Graph<Text, Integer> failing = Graph.of(Text.class)
                .then(node("wait", Text.class, Text.class, (text, context) -> hold(text)))
                .forEach("item", EventsTest::two, Text::value, node("fail", Text.class, Text.class, EventsTest::fail))
                .dependsOn(text -> text.value().equals("b") ? List.of("a") : List.of())
                .settle(List::size);

        assertThat(ends(failing)).containsExactly("/item[a] failed", "/item[b] skipped");
    }

    private Text hold(Text text) throws InterruptedException {
        gate.await();
        return text;
    }

    private static List<Text> two(Text text) {
        return List.of(new Text("a"), new Text("b"));
    }

    private static Text fail(Text text) {
        throw new IllegalStateException("no " + text.value());
    }

    private static String word(RunEvent event) {
        if (event instanceof RunEvent.Line line) {
            return line.text();
        }
        Object told = event instanceof RunEvent.Recorded fact ? fact.entry() : event;
        return told.getClass().getSimpleName();
    }

    @Test
    void throwingListener_changesNothing() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(2);
        Run<Count> run =
                kept.start(counting(5), new Count(0), RunOptions.id("run").withListener(event -> {
                    heard.add(word(event));
                    if (event instanceof RunEvent.Recorded fact
                            && !(fact.entry() instanceof JournalEntry.NodeCompleted)) {
                        over.countDown();
                    }
                    throw new IllegalStateException("a listener that always throws");
                }));

        assertThat(run.await().result()).contains(new Count(5));
        over.await();
        assertThat(heard).startsWith("RunStarted").endsWith("RunCompleted");
    }

    @Test
    void subscriberThatAsksForNothing_isTold() throws InterruptedException {
        Run<Count> run = kept.start(counting(5), new Count(0));
        Told told = Told.of(run.events(0), 0);

        assertThat(told.all.handle((events, refused) -> refused.getMessage()).join())
                .isEqualTo("subscriber asked for 0 events; expected 1 or more");
        assertThat(run.await().result()).isPresent();
    }
}
