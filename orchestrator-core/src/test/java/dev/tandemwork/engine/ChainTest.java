package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ChainTest {
    private static final int LENGTH = 40_000;

    private static List<String> before(String key) {
        return key.equals("0") ? List.of() : List.of(String.valueOf(Integer.parseInt(key) - 1));
    }

    @Test
    void everyBranchOfALongChain_isSkipped_whenTheFirstFails() throws InterruptedException {
        Node<Text, Text> failing = node("work", Text.class, Text.class, text -> {
            throw new IllegalStateException("broken");
        });
        Graph<Items, Long> graph = Graph.of(Items.class)
                .forEach(
                        "item",
                        Items::names,
                        name -> name,
                        Graph.of(String.class).map(Text::new).then(failing))
                .dependsOn(ChainTest::before)
                .settle(ends ->
                        ends.stream().filter(Branch.Skipped.class::isInstance).count());
        Items items =
                new Items(IntStream.range(0, LENGTH).mapToObj(String::valueOf).toList());

        try (Engine engine = Engine.builder().build()) {
            assertThat(engine.start(graph, items).await().result()).contains(LENGTH - 1L);
        }
    }
}
