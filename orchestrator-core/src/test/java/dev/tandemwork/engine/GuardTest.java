package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeBody;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What code of the user does wrong ends in a typed failure that names it, and never in a run that hangs. */
@Timeout(60)
final class GuardTest {
    private static final Text GO = new Text("go");

    private final RunStore store = RunStore.inMemory();
    private final Engine engine = Engine.builder().store(store).slots("one", 1).build();

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    private Failure failure(Graph<Text, ?> graph) throws InterruptedException {
        return failureOf(engine.start(graph, GO).await());
    }

    private static Failure failureOf(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure();
    }

    private void assertFails(Graph<Text, ?> graph, Failure.Reason reason, String message) throws InterruptedException {
        Failure failure = failure(graph);
        assertThat(failure.reason()).as(failure.describe()).isEqualTo(reason);
        assertThat(failure.message()).contains(message);
    }

    private static Node<Text, Text> work(NodeBody<Text, Text> body) {
        return node("work", Text.class, Text.class, body);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T unfit(@Nullable Object value) {
        return (T) value;
    }

    /** Throws what the compiler would not have let out, as code in other languages does. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T broken() {
        throw new IllegalStateException("broken");
    }

    @Test
    void node_thatReturnsNull_fails() throws InterruptedException {
        assertFails(
                work((text, context) -> unfit(null)),
                Failure.Reason.CONTRACT,
                "[node work] returned null; expected a Text, never null");
    }

    @Test
    void node_thatReturnsAnotherType_fails() throws InterruptedException {
        NodeBody<Text, Object> wrong = (text, context) -> "text";

        assertFails(work(unfit(wrong)), Failure.Reason.CONTRACT, "[node work] returned a java.lang.String");
    }

    @Test
    void node_thatThrowsAnError_fails() throws InterruptedException {
        assertFails(
                work((text, context) -> {
                    throw new StackOverflowError("deep");
                }),
                Failure.Reason.EXCEPTION,
                "deep");
    }

    @Test
    void node_thatThrowsWhatCannotTellItsMessage_fails() throws InterruptedException {
        Failure failure = failure(work((text, context) -> {
            throw new Mute();
        }));

        assertThat(failure.reason()).isEqualTo(Failure.Reason.EXCEPTION);
        assertThat(failure.exception()).isEqualTo(Mute.class.getName());
    }

    @Test
    void map_thatThrowsWhatCannotTellItsMessage_fails() throws InterruptedException {
        Failure failure = failure(Graph.of(Text.class).map(text -> {
            throw new Mute();
        }));

        assertThat(failure.reason()).isEqualTo(Failure.Reason.GLUE);
        assertThat(failure.exception()).isEqualTo(Mute.class.getName());
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void node_thatIsInterruptedWithoutACancel_fails_andTheNextIsNot() throws InterruptedException {
        Node<Text, Text> work = work((text, context) -> {
                    if (context.attempt() == 1) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedException("by itself");
                    }
                    return new Text("interrupted: " + Thread.currentThread().isInterrupted());
                })
                .retry(Retry.on(InterruptedException.class, 2).withBackoff(Backoff.none()));

        assertThat(engine.start(work, GO).await().result()).contains(new Text("interrupted: false"));
        assertFails(
                work((text, context) -> {
                    throw new InterruptedException("by itself");
                }),
                Failure.Reason.EXCEPTION,
                "by itself");
    }

    @Test
    void map_thatThrows_fails() throws InterruptedException {
        assertFails(
                Graph.of(Text.class).map(text -> broken()),
                Failure.Reason.GLUE,
                "map threw java.lang.IllegalStateException: broken; what runs between nodes must not fail");
    }

    @Test
    void map_thatReturnsNull_fails() throws InterruptedException {
        assertFails(
                Graph.of(Text.class).map(text -> unfit(null)),
                Failure.Reason.CONTRACT,
                "map returned null; expected a value");
    }

    @Test
    void with_thatReturnsNull_fails() throws InterruptedException {
        assertFails(
                Graph.of(Text.class).with(Samples.append("a"), (text, other) -> unfit(null)),
                Failure.Reason.CONTRACT,
                "with returned null");
    }

    @Test
    void when_thatThrows_fails() throws InterruptedException {
        assertFails(
                Graph.of(Text.class).when(text -> broken(), Samples.append("a")), Failure.Reason.GLUE, "when threw");
    }

    @Test
    void loop_whoseDecisionThrowsOrIsNull_fails() throws InterruptedException {
        Graph<Text, Text> start = Graph.of(Text.class);

        assertFails(
                start.<Text, Text>loop(
                        "rounds", Loop.atMost(2), round -> round.then(Samples.append("a")), text -> broken()),
                Failure.Reason.GLUE,
                "threw");
        assertFails(
                start.<Text, Text>loop(
                        "rounds", Loop.atMost(2), round -> round.then(Samples.append("a")), text -> unfit(null)),
                Failure.Reason.CONTRACT,
                "null");
    }

    private static Graph<Text, Samples.Sum> items(Graph<Text, Items> items, boolean throwsKey) {
        return items.forEach(
                        "item",
                        Items::names,
                        name -> throwsKey ? broken() : unfit(null),
                        Graph.of(String.class).map(Text::new).then(Samples.append("x")))
                .settle(Samples::sum);
    }

    @Test
    void forEach_whoseKeyThrowsOrIsNull_fails() throws InterruptedException {
        Graph<Text, Items> one = Graph.of(Text.class).map(text -> new Items(List.of("a")));

        assertThat(failure(items(one, true)).reason()).isEqualTo(Failure.Reason.GLUE);
        assertThat(failure(items(one, false)).reason()).isIn(Failure.Reason.CONTRACT, Failure.Reason.ITEMS);
    }

    @Test
    void forEach_whoseItemsAreNull_fails() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class)
                .forEach("item", text -> GuardTest.<List<String>>unfit(null), name -> name, Graph.of(String.class))
                .settle(branches -> new Text("settled"));

        assertFails(graph, Failure.Reason.CONTRACT, "[items of [item]] returned null; expected a list");
    }

    @Test
    void forEach_whoseDependenciesAreNullOrUnknown_fails() throws InterruptedException {
        List<String> unknown = new ArrayList<>();
        unknown.add(unfit(null));

        assertFails(
                dependent(name -> unfit(null)),
                Failure.Reason.CONTRACT,
                "[dependsOn of [item]] returned null; expected a list");
        assertFails(dependent(name -> unknown), Failure.Reason.ITEMS, "depend on [null]");
        assertFails(dependent(name -> broken()), Failure.Reason.GLUE, "threw");
    }

    private static Graph<Text, Text> dependent(Function<String, List<String>> keys) {
        return Graph.of(Text.class)
                .forEach("item", text -> List.of("a"), name -> name, Graph.of(String.class))
                .dependsOn(keys)
                .settle(branches -> new Text("settled"));
    }

    @Test
    void settle_thatThrows_fails() throws InterruptedException {
        Graph<Text, Text> graph = Graph.of(Text.class)
                .forEach("item", text -> List.of("a"), name -> name, Graph.of(String.class))
                .settle(branches -> broken());

        assertFails(graph, Failure.Reason.GLUE, "threw");
    }

    @Test
    void prompt_thatThrows_fails() throws InterruptedException {
        assertFails(
                Graph.of(Text.class)
                        .then(Graph.ask("ask", Text.class, Answer.class).prompt(text -> broken())),
                Failure.Reason.GLUE,
                "prompt of [ask] threw");
    }

    @Test
    void mutexKey_thatThrowsOrIsNull_failsTheNode() throws InterruptedException {
        Node<Text, Text> work = Samples.append("work");

        assertFails(work.mutex(text -> broken()), Failure.Reason.EXCEPTION, "broken");
        assertFails(work.mutex(text -> unfit(null)), Failure.Reason.CONTRACT, "[mutex of node work] returned null");
    }

    @Test
    void cacheKey_thatThrowsOrIsNull_failsTheNode() throws InterruptedException {
        Node<Text, Text> work = Samples.append("work");

        assertFails(work.cache(text -> broken(), Duration.ofHours(1)), Failure.Reason.EXCEPTION, "broken");
        assertFails(
                work.cache(text -> unfit(null), Duration.ofHours(1)),
                Failure.Reason.CONTRACT,
                "[cache of node work] returned null");
    }

    @Test
    void retryPredicate_thatThrows_isANo() throws InterruptedException {
        Node<Text, Text> work = work((text, context) -> {
                    throw new IllegalStateException("attempt " + context.attempt());
                })
                .retry(new Retry(3, failure -> broken(), Backoff.none()));

        assertFails(work, Failure.Reason.EXCEPTION, "attempt 1");
    }

    @Test
    void failedNode_givesBackWhatItHeld() throws InterruptedException {
        Node<Text, Text> work = work((text, context) -> broken()).slots("one").mutex(Text::value);
        failure(work);

        Run<Text> next = engine.start(Samples.append("next").slots("one").mutex(Text::value), GO);

        assertThat(next.await().result()).contains(new Text("go next"));
    }

    @Test
    void onCancel_thatThrows_harmsNobody() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        Run<Text> run = engine.start(
                work((text, context) -> {
                    context.onCancel(GuardTest::broken);
                    began.countDown();
                    new CountDownLatch(1).await();
                    return text;
                }),
                GO);
        began.await();
        run.cancel("enough");

        assertThat(run.await()).isEqualTo(new Outcome.Cancelled<Text>("enough"));
    }

    @Test
    void listener_thatThrows_changesNothing_andHearsTheRest() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(3);
        RunOptions options = RunOptions.unnamed().withListener(event -> {
            heard.countDown();
            throw new IllegalStateException("broken listener");
        });

        assertThat(engine.start(Samples.sequence(), GO, options).await().result())
                .contains(new Text("go a! b"));
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void listener_thatThrowsACheckedException_changesNothing_andHearsTheRest() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(3);
        RunOptions options = RunOptions.unnamed().withListener(event -> {
            heard.countDown();
            throw GuardTest.<RuntimeException>sneak(new Exception("broken listener"));
        });

        assertThat(engine.start(Samples.sequence(), GO, options).await().result())
                .contains(new Text("go a! b"));
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runLog_thatThrowsAForeignException_failsTheRun() throws InterruptedException {
        assertStoreFailure(new IllegalStateException("disk on fire"));
    }

    @Test
    void runLog_thatThrowsACheckedException_failsTheRun() throws InterruptedException {
        assertStoreFailure(new Exception("disk on fire"));
    }

    private static void assertStoreFailure(Throwable thrown) throws InterruptedException {
        try (Engine broken = Engine.builder()
                .store(new BrokenStore(RunStore.inMemory(), 1, thrown))
                .build()) {
            Failure failure = failureOf(broken.start(Samples.sequence(), GO).await());
            assertThat(failure.reason()).isEqualTo(Failure.Reason.STORE);
            assertThat(failure.message()).contains("disk on fire", "expected a RunStoreException");
        }
    }

    @Test
    void runLog_thatThrowsAtTheBeginning_refusesTheStart() {
        try (Engine broken = Engine.builder()
                .store(new BrokenStore(RunStore.inMemory(), 0, new IllegalStateException("disk on fire")))
                .build()) {
            assertThatThrownBy(() -> broken.start(Samples.sequence(), GO))
                    .isInstanceOf(RunStoreException.class)
                    .hasMessageContaining("disk on fire");
        }
    }

    /** A store whose logs throw something foreign from some append on. */
    private record BrokenStore(RunStore kept, int appends, Throwable thrown) implements RunStore {
        @Override
        public RunLog create(RunId run) {
            return new BrokenLog(kept.create(run), appends, thrown);
        }

        @Override
        public RunLog open(RunId run) {
            return kept.open(run);
        }

        @Override
        public List<byte[]> read(RunId run) {
            return kept.read(run);
        }

        @Override
        public byte[] readBlob(RunId run, String hash) {
            return kept.readBlob(run, hash);
        }

        @Override
        public List<RunId> runs() {
            return kept.runs();
        }

        @Override
        public void delete(RunId run) {
            kept.delete(run);
        }

        @Override
        public void close() {
            kept.close();
        }
    }

    private static final class BrokenLog implements RunLog {
        private final RunLog log;
        private final Throwable thrown;
        private int left;

        BrokenLog(RunLog log, int left, Throwable thrown) {
            this.log = log;
            this.left = left;
            this.thrown = thrown;
        }

        @Override
        public RunId run() {
            return log.run();
        }

        @Override
        public long epoch() {
            return log.epoch();
        }

        @Override
        public List<byte[]> records() {
            return log.records();
        }

        @Override
        public void append(List<byte[]> records) {
            if (left-- <= 0) {
                throw GuardTest.<RuntimeException>sneak(thrown);
            }
            log.append(records);
        }

        @Override
        public String putBlob(byte[] content) {
            return log.putBlob(content);
        }

        @Override
        public byte[] blob(String hash) {
            return log.blob(hash);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
