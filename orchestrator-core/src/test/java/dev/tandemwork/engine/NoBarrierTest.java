package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Twenty items are developed for 50 to 1,000 ms, reviewed for 50 ms, and landed. What is held here are ratios, so that a
 * busy machine changes nothing; {@code benchmarks/run NoBarrier} measures the times themselves.
 */
@Timeout(60)
final class NoBarrierTest {
    private static final int ITEMS = 20;
    private static final int SHORTEST = 50;
    private static final int LONGEST = 1_000;
    private static final int REVIEW = 50;

    private final Kept kept = new Kept();
    private final Map<String, Long> worked = new ConcurrentHashMap<>();
    private final AtomicLong landed = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong folded = new AtomicLong();

    @AfterEach
    void close() {
        kept.close();
    }

    private Text work(Text item, long millis) throws InterruptedException {
        long began = System.nanoTime();
        Thread.sleep(millis);
        worked.merge(item.value(), System.nanoTime() - began, Long::sum);
        return item;
    }

    private Node<Text, Text> develop(int items) {
        int step = (LONGEST - SHORTEST) / (items - 1);
        return node(
                "develop", Text.class, Text.class, text -> work(text, SHORTEST + Long.parseLong(text.value()) * step));
    }

    private Graph<Items, Integer> delivery(int items) {
        Node<Text, Text> review = node("review", Text.class, Text.class, text -> work(text, REVIEW));
        Node<Text, Text> land = node("land", Text.class, Text.class, text -> {
            note(landed);
            return text;
        });
        return Graph.of(Items.class)
                .forEach(
                        "item",
                        all -> all.names().stream().map(Text::new).toList(),
                        Text::value,
                        Graph.of(Text.class).then(develop(items)).then(review).then(land))
                .fold(0, (count, branch) -> {
                    note(folded);
                    return count + 1;
                });
    }

    private static void note(AtomicLong time) {
        time.compareAndSet(0, System.nanoTime());
    }

    private void listen(RunEvent event) {
        if (event instanceof RunEvent.Recorded fact
                && fact.entry() instanceof JournalEntry.NodeCompleted done
                && done.path().name().equals("land")) {
            note(heard);
        }
    }

    private static Items items(int count) {
        return new Items(IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    @Test
    void firstItem_hasLanded_whileItsSiblingsAreDeveloped() throws InterruptedException {
        kept.start(delivery(2), items(1), RunOptions.id("warm").withListener(this::listen))
                .await();
        List.of(landed, heard, folded).forEach(time -> time.set(0));
        worked.clear();
        long began = System.nanoTime();
        Run<Integer> run =
                kept.start(delivery(ITEMS), items(ITEMS), RunOptions.id("run").withListener(this::listen));

        assertThat(run.await().result()).contains(ITEMS);
        long whole = millis(began, System.nanoTime());
        long slowest = millis(0, Collections.max(worked.values()));
        System.out.printf(
                "no barrier: first landed after %d ms, heard of after %d ms, folded after %d ms; whole %d ms, slowest %d ms%n",
                millis(began, landed.get()), millis(began, heard.get()), millis(began, folded.get()), whole, slowest);
        for (AtomicLong time : List.of(landed, heard, folded)) {
            assertThat(millis(began, time.get())).isBetween(0L, whole / 2);
        }
        assertThat(whole).isBetween(slowest, 2 * slowest);
    }
}
