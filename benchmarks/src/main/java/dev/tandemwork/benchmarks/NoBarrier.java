package dev.tandemwork.benchmarks;

import static dev.tandemwork.graph.Graph.node;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Twenty items whose development takes 50 to 1000 ms and whose review takes 50 ms, landed one at a time: when the caller
 * sees the first of them landed, in a fold, and when all are.
 */
final class NoBarrier implements Scenario {
    private static final int ITEMS = 20;
    private static final int STEP_MILLIS = 50;

    /**
     * A piece of work.
     *
     * @param number from 1; the development of number n takes n times 50 ms
     */
    record Item(int number) {}

    private final AtomicLong firstLanded = new AtomicLong();

    @Override
    public List<Figure> measure(int repeats) throws Exception {
        try (Ours ours = Ours.withoutJournal()) {
            ours.run(graph(), 1);
            firstLanded.set(0);
            long began = System.nanoTime();
            ours.run(graph(), ITEMS);
            return List.of(
                    Figure.of("no-barrier-first.tandemwork", millis(firstLanded.get() - began)),
                    Figure.of("no-barrier-all.tandemwork", millis(System.nanoTime() - began)));
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private Graph<Integer, Integer> graph() {
        Node<Item, Item> develop = node("develop", Item.class, Item.class, item -> take(item, item.number()));
        Node<Item, Item> review = node("review", Item.class, Item.class, item -> take(item, 1));
        Node<Item, Item> land =
                node("land", Item.class, Item.class, item -> item).mutex(item -> "main");
        return Graph.of(Integer.class)
                .forEach(
                        "item",
                        NoBarrier::items,
                        item -> Integer.toString(item.number()),
                        Graph.of(Item.class).then(develop).then(review).then(land))
                .fold(0, (landed, branch) -> count(landed));
    }

    private static List<Item> items(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Item::new).toList();
    }

    private static Item take(Item item, int steps) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) steps * STEP_MILLIS);
        return item;
    }

    private int count(int landed) {
        firstLanded.compareAndSet(0, System.nanoTime());
        return landed + 1;
    }
}
