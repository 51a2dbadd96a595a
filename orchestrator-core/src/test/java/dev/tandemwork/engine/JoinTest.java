package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Sum;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.ForEach;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each item ends when its gate is opened, and fails if its key begins with "bad". */
@Timeout(60)
final class JoinTest {
    private final Kept kept = new Kept();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final BlockingQueue<String> began = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> folded = new LinkedBlockingQueue<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        kept.close();
    }

    private CountDownLatch gate(String key) {
        return gates.computeIfAbsent(key, unused -> new CountDownLatch(1));
    }

    private void open(String... keys) {
        for (String key : keys) {
            gate(key).countDown();
        }
    }

    private Text work(Text item, NodeContext context) throws InterruptedException {
        began.add(item.value());
        try {
            gate(item.value()).await();
        } catch (InterruptedException interrupted) {
            stopped.add(item.value());
            throw interrupted;
        }
        if (item.value().startsWith("bad")) {
            throw new IllegalStateException(item.value() + " broke");
        }
        return item;
    }

    private Graph<Text, Text> branch() {
        return Graph.of(Text.class).then(node("work", Text.class, Text.class, this::work));
    }

    private ForEach<Items, Text, Text> items() {
        return Graph.of(Items.class)
                .forEach("item", items -> items.names().stream().map(Text::new).toList(), Text::value, branch());
    }

    private Node<Text, Text> arm(String name) {
        return node(name, Text.class, Text.class, (text, context) -> work(new Text(name), context));
    }

    private Graph<Items, Sum> folding() {
        return items().fold(new Sum(List.of()), (sum, ended) -> {
            List<String> parts = new ArrayList<>(sum.parts());
            parts.add(ended.key());
            folded.add(ended.key());
            return new Sum(parts);
        });
    }

    private static Graph<Sum, Sum> asked() {
        return Graph.of(Sum.class).with(Graph.ask("ask", Sum.class, Answer.class), (sum, answer) -> sum);
    }

    private static Items keys(String... keys) {
        return new Items(List.of(keys));
    }

    private static List<Text> texts(String... keys) {
        return List.of(keys).stream().map(Text::new).toList();
    }

    private void awaitBegan(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            began.take();
        }
    }

    private Failure itemsFailure(Graph<Items, ?> graph, Items items) throws InterruptedException {
        Failure failure = Kept.failure(kept.start(graph, items).await());
        assertThat(failure.reason()).isEqualTo(Failure.Reason.ITEMS);
        assertThat(failure.path()).isEqualTo("/item");
        return failure;
    }

    @Test
    void settle_hasEveryBranch_inTheOrderOfItems() throws InterruptedException {
        Run<Sum> run = kept.start(items().settle(Samples::sum), keys("1", "bad", "3"));
        open("3", "bad", "1");

        assertThat(run.await().result()).contains(new Sum(List.of("1", "bad failed", "3")));
    }

    @Test
    void joinAll_hasResults_inTheOrderOfItems() throws InterruptedException {
        Run<List<Text>> run = kept.start(items().joinAll(), keys("1", "2", "3"));
        awaitBegan(3);
        open("3", "2", "1");

        assertThat(run.await().result()).contains(texts("1", "2", "3"));
    }

    @Test
    void joinAll_cancelsTheRest_whenOneFails() throws InterruptedException {
        Run<List<Text>> run = kept.start(items().joinAll(), keys("1", "bad", "3"));
        awaitBegan(3);
        open("bad");
        Failure failure = Kept.failure(run.await());

        assertThat(stopped).containsExactlyInAnyOrder("1", "3");
        assertThat(failure.reason()).isEqualTo(Failure.Reason.BRANCHES);
        assertThat(failure.message()).isEqualTo("needs every branch, and [bad] has not completed");
    }

    @Test
    void joinAll_keepsTheFirstFailure_whenCancelledOnesFailToo() throws InterruptedException {
        Node<Text, Text> clumsy = node("work", Text.class, Text.class, (text, context) -> {
            try {
                return work(text, context);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("broke while it was cancelled", interrupted);
            }
        });
        Graph<Items, List<Text>> graph = Graph.of(Items.class)
                .forEach("item", items -> texts("1", "2", "bad"), Text::value, clumsy)
                .joinAll();
        Run<List<Text>> run = kept.start(graph, keys());
        awaitBegan(3);
        open("bad");

        assertThat(Kept.failure(run.await()).causes()).singleElement().satisfies(cause -> {
            assertThat(cause.path()).isEqualTo("/item[bad]/work");
            assertThat(cause.reason()).isEqualTo(Failure.Reason.EXCEPTION);
            assertThat(cause.message()).isEqualTo("bad broke");
        });
    }

    @Test
    void joinAll_failsTheSameWay_whenResumed() throws InterruptedException {
        Graph<Items, Sum> outer = Graph.of(Items.class)
                .forEach("outer", items -> List.of(items), items -> "only", items().joinAll())
                .settle(ends -> new Sum(List.of(describe(ends.get(0)))))
                .then(asked());
        try (Run<Sum> run = kept.start(outer, keys("1", "bad", "3"))) {
            awaitBegan(3);
            open("bad");
            run.await();
        }

        assertThat(kept.answer(outer, "/ask", Answer.YES).result())
                .contains(new Sum(List.of("needs every branch, and [bad] has not completed")));
        assertThat(began).isEmpty();
    }

    private static String describe(Branch<?> branch) {
        return branch.fold(
                done -> "done", failed -> failed.failure().message(), Branch.Cancelled::reason, s -> "skipped");
    }

    @Test
    void firstOf_hasResults_inTheOrderOfArrival() throws InterruptedException {
        Run<List<Text>> run = kept.start(items().firstOf(2), keys("1", "bad", "3", "4"));
        awaitBegan(4);
        open("bad", "3");
        awaitArrival("3");
        open("1");

        assertThat(run.await().result()).contains(texts("3", "1"));
        assertThat(stopped).containsExactly("4");
    }

    private void awaitArrival(String key) {
        Await.until(() -> kept.entries(JournalEntry.BranchArrived.class).stream()
                .anyMatch(arrived -> arrived.key().equals(key)));
    }

    @Test
    void firstOf_tellsWhatFailed_whenTooFewComplete() throws InterruptedException {
        open("1", "bad1", "bad2");
        Failure failure = Kept.failure(
                kept.start(items().firstOf(2), keys("1", "bad1", "bad2")).await());

        assertThat(failure.message()).isEqualTo("needs 2 branches, and 1 have completed");
        assertThat(failure.causes()).extracting(Failure::message).containsExactlyInAnyOrder("bad1 broke", "bad2 broke");
        assertThat(failure.describe()).contains("/item: BRANCHES", "\n  /item[bad1]/work: EXCEPTION: bad1 broke");
    }

    @Test
    void firstOf_startsNoLoserAgain_whenResumed() throws InterruptedException {
        Graph<Items, Sum> graph = items().firstOf(1)
                .map(first -> new Sum(first.stream().map(Text::value).toList()))
                .then(asked());
        try (Run<Sum> run = kept.start(graph, keys("1", "2", "3"))) {
            awaitBegan(3);
            open("2");
            run.await();
        }

        assertThat(kept.answer(graph, "/ask", Answer.YES).result()).contains(new Sum(List.of("2")));
        assertThat(began).isEmpty();
    }

    @Test
    void race_hasTheFirst_andCancelsTheOthers() throws InterruptedException {
        Run<Text> run = kept.start(
                Graph.of(Text.class).race("race", List.of(arm("slow"), arm("bad"), arm("fast"))), new Text("go"));
        awaitBegan(3);
        open("bad", "fast");

        assertThat(run.await().result()).contains(new Text("fast"));
        assertThat(stopped)
                .as("the one that breaks may be stopped before it does")
                .contains("slow")
                .isSubsetOf("slow", "bad");
    }

    @Test
    void both_hasTheTwo() throws InterruptedException {
        open("left", "right");
        var graph = Graph.of(Text.class).both("pair", arm("left"), arm("right"));

        assertThat(kept.start(graph, new Text("go")).await().result())
                .hasValueSatisfying(
                        pair -> assertThat(List.of(pair.first(), pair.second())).isEqualTo(texts("left", "right")));
    }

    @Test
    void both_cancelsTheOther_whenOneFails() throws InterruptedException {
        var run = kept.start(Graph.of(Text.class).both("pair", arm("left"), arm("bad")), new Text("go"));
        awaitBegan(2);
        open("bad");

        assertThat(Kept.failure(run.await()).causes()).extracting(Failure::path).containsExactly("/pair[second]/bad");
        assertThat(stopped).containsExactly("left");
    }

    @Test
    void all_hasResults_inTheOrderOfArms() throws InterruptedException {
        Run<List<Text>> run =
                kept.start(Graph.of(Text.class).all("all", List.of(arm("a"), arm("b"), arm("c"))), new Text("go"));
        open("c", "b", "a");

        assertThat(run.await().result()).contains(texts("a", "b", "c"));
    }

    @Test
    void fold_takesEachBranch_whenItEnds() throws InterruptedException {
        Run<Sum> run = kept.start(folding(), keys("1", "bad", "3"));
        for (String key : List.of("3", "bad", "1")) {
            open(key);
            assertThat(folded.take()).isEqualTo(key);
        }

        assertThat(run.await().result()).contains(new Sum(List.of("3", "bad", "1")));
    }

    @Test
    void fold_keepsItsOrder_whenResumed() throws InterruptedException {
        try (Run<Sum> run = kept.start(folding(), keys("1", "2", "3", "4", "5"))) {
            for (String key : List.of("4", "2", "1")) {
                open(key);
                folded.take();
                awaitArrival(key);
            }
            assertThat(run.questions()).isEmpty();
        }
        open("3", "5");
        Sum sum = kept.resume(folding()).await().result().orElseThrow();

        assertThat(sum.parts()).startsWith("4", "2", "1").hasSize(5);
        assertThat(kept.entries(JournalEntry.BranchArrived.class))
                .extracting(JournalEntry.BranchArrived::key)
                .isEqualTo(sum.parts());
    }

    @Test
    void fold_failsAsGlue_whenItsStepThrows() throws InterruptedException {
        Graph<Items, Sum> graph = items().fold(new Sum(List.of()), (sum, ended) -> {
            throw new IllegalStateException("no " + ended.key());
        });
        Run<Sum> run = kept.start(graph, keys("1", "2"));
        awaitBegan(2);
        open("2");

        Failure failure = Kept.failure(run.await());
        assertThat(failure.reason()).isEqualTo(Failure.Reason.GLUE);
        assertThat(failure.message()).contains("fold threw", "no 2");
        assertThat(stopped).containsExactly("1");
    }

    /** The fold of the items in a branch, whose failure is told, and then a question. */
    private Graph<Items, Sum> foldThatRefuses(String key) {
        Graph<Items, Sum> fold = items().fold(new Sum(List.of()), (sum, ended) -> {
            if (ended.key().equals(key)) {
                throw new IllegalStateException("no " + key);
            }
            return sum;
        });
        return outer(fold);
    }

    private static Graph<Items, Sum> outer(Graph<Items, ?> inner) {
        return Graph.of(Items.class)
                .forEach("outer", List::of, items -> "only", inner)
                .settle(ends -> new Sum(List.of(describe(ends.get(0)))))
                .then(asked());
    }

    @Test
    void fold_failsTheSameWay_whenResumed() throws InterruptedException {
        Graph<Items, Sum> graph = foldThatRefuses("2");
        try (Run<Sum> run = kept.start(graph, keys("1", "2", "3"))) {
            awaitBegan(3);
            open("1");
            awaitArrival("1");
            open("2");
            run.await();
        }
        Sum sum = kept.answer(graph, "/ask", Answer.YES).result().orElseThrow();

        assertThat(sum.parts()).singleElement().asString().contains("fold threw", "no 2");
        assertThat(kept.entries(JournalEntry.BranchArrived.class))
                .extracting(JournalEntry.BranchArrived::key)
                .containsExactly("1", "2");
        assertThat(began).isEmpty();
    }

    @Test
    void fold_goesOnWithTheRest_whenResumedAfterSomeArrivals() throws InterruptedException {
        Graph<Items, Sum> graph = items().dependsOn(item -> item.value().equals("4") ? List.of("2") : List.<String>of())
                .fold(new Sum(List.of()), (sum, ended) -> new Sum(List.of(sum.parts() + ended.key())));
        try (Run<Sum> run = kept.start(graph, keys("1", "2", "3", "4"))) {
            awaitBegan(3);
            open("2");
            awaitArrival("2");
            assertThat(run.questions()).isEmpty();
        }
        open("1", "3", "4");

        assertThat(kept.resume(graph).await().result()).isPresent();
        assertThat(kept.entries(JournalEntry.BranchArrived.class)).hasSize(4);
    }

    @Test
    void firstOf_failsTheSameWay_whenResumed() throws InterruptedException {
        Graph<Items, Sum> graph = Graph.of(Items.class)
                .forEach("outer", List::of, items -> "only", items().firstOf(2))
                .settle(ends -> new Sum(List.of(failureOf(ends.get(0)))))
                .then(asked());
        try (Run<Sum> run = kept.start(graph, keys("bad1", "bad2"))) {
            awaitBegan(2);
            open("bad2");
            Await.until(() -> !kept.entries(JournalEntry.NodeFailed.class).isEmpty());
            open("bad1");
            run.await();
        }

        assertThat(kept.answer(graph, "/ask", Answer.YES).result().orElseThrow().parts())
                .singleElement()
                .asString()
                .containsSubsequence("bad1", "bad2");
    }

    @Test
    void skippedBranch_isSkippedForTheSameReason_whenResumed() throws InterruptedException {
        Graph<Items, Sum> graph = items().dependsOn(
                        item -> item.value().equals("3") ? List.of("bad1", "bad2") : List.<String>of())
                .settle(ends -> new Sum(List.of(dependencyOf(ends.get(2)))))
                .then(asked());
        try (Run<Sum> run = kept.start(graph, keys("bad1", "bad2", "3"))) {
            awaitBegan(2);
            open("bad2");
            Await.until(() -> !kept.entries(JournalEntry.NodeFailed.class).isEmpty());
            open("bad1");
            run.await();
        }

        assertThat(kept.answer(graph, "/ask", Answer.YES).result()).contains(new Sum(List.of("bad1")));
    }

    private static String dependencyOf(Branch<?> branch) {
        return branch.fold(done -> "done", failed -> "failed", Branch.Cancelled::reason, Branch.Skipped::dependency);
    }

    private static String failureOf(Branch<?> branch) {
        return branch.fold(
                done -> "done", failed -> failed.failure().describe(), Branch.Cancelled::reason, s -> "skipped");
    }

    @Test
    void noItems_areJoinedAtOnce() throws InterruptedException {
        assertThat(kept.start(folding(), keys()).await().result()).contains(new Sum(List.of()));
    }

    @Test
    void dependent_beginsAfterWhatItDependsOn() throws InterruptedException {
        open("1", "2", "3");
        Graph<Items, List<Text>> graph = items().dependsOn(
                        item -> item.value().equals("3") ? List.of() : List.of(next(item)))
                .joinAll();

        assertThat(kept.start(graph, keys("1", "2", "3")).await().result()).contains(texts("1", "2", "3"));
        assertThat(began).containsExactly("3", "2", "1");
    }

    private static String next(Text item) {
        return String.valueOf(Integer.parseInt(item.value()) + 1);
    }

    @Test
    void dependents_areSkipped_andThoseThatDependOnThem() throws InterruptedException {
        open("bad", "2", "3", "4");
        Map<String, List<String>> after = Map.of("2", List.of("bad"), "3", List.of("4", "2"));
        Graph<Items, Sum> graph = items().dependsOn(item -> after.getOrDefault(item.value(), List.of()))
                .settle(ends -> new Sum(ends.stream()
                        .map(end -> end.fold(d -> "done", f -> "failed", c -> "cancelled", Branch.Skipped::dependency))
                        .toList()));

        assertThat(kept.start(graph, keys("3", "bad", "2", "4")).await().result())
                .contains(new Sum(List.of("2", "failed", "bad", "done")));
        assertThat(began).containsExactlyInAnyOrder("bad", "4");
    }

    @Test
    void circle_isRefused() throws InterruptedException {
        Graph<Items, ?> graph = items().dependsOn(item -> item.value().equals("1")
                        ? List.of()
                        : List.of(item.value().equals("2") ? "3" : "2"))
                .joinAll();

        assertThat(itemsFailure(graph, keys("1", "2", "3")).message())
                .isEqualTo("items of [item] depend on each other in a circle: [2, 3]");
    }

    @Test
    void unknownDependency_isRefused() throws InterruptedException {
        Graph<Items, ?> graph = items().dependsOn(item -> List.of("none")).joinAll();

        assertThat(itemsFailure(graph, keys("1")).message())
                .isEqualTo("items of [item] have [1] depend on [none]; expected keys among [1]");
    }

    @Test
    void sameKeyTwice_isRefused() throws InterruptedException {
        assertThat(itemsFailure(items().joinAll(), keys("1", "2", "1")).message())
                .isEqualTo("items of [item] have the key [1] twice; give each its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a[b", "a]"})
    void badKey_isRefused(String key) throws InterruptedException {
        assertThat(itemsFailure(items().joinAll(), keys("1", key)).message())
                .isEqualTo("items of [item] have the key [" + key
                        + "]; expected one that is not blank and has no '/', '[' or ']'");
    }
}
