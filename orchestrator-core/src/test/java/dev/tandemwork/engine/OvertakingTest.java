package dev.tandemwork.engine;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Sum;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that are overtaken where they hand over to others: the same run in many orders, in the one thread of the test. */
@Timeout(60)
final class OvertakingTest {
    private static final Items ITEMS = new Items(List.of("a", "b"));
    private static final int SEEDS = 2_000;

    /** Whenever something is handed over, or a body runs, others may do some of what is ready first, or cancel the run. */
    private static final class Overtaken implements Executor {
        private final List<Runnable> ready = new ArrayList<>();
        private final List<RunEvent> first = new ArrayList<>();
        private final List<RunEvent> second = new ArrayList<>();
        private final Random random;
        private final boolean cancels;
        private final Run<Sum> run;
        private boolean started;

        Overtaken(int seed, boolean cancels) {
            this.random = new Random(seed);
            this.cancels = cancels;
            Engine engine =
                    Engine.builder().scheduling(this, new VirtualClock()).build();
            RunOptions options = RunOptions.unnamed().withListener(first::add).withListener(second::add);
            this.run = engine.start(graph(), ITEMS, options);
            started = true;
            while (!ready.isEmpty()) {
                doOne();
            }
        }

        private Graph<Items, Sum> graph() {
            Node<Text, Text> work = node("work", Text.class, Text.class, text -> {
                overtake();
                return text;
            });
            return Graph.of(Items.class)
                    .forEach(
                            "item",
                            Items::names,
                            name -> name,
                            Graph.of(String.class).map(Text::new).then(work))
                    .settle(Samples::sum);
        }

        @Override
        public void execute(Runnable task) {
            ready.add(task);
            overtake();
        }

        private void overtake() {
            if (started && cancels && random.nextInt(10) == 0) {
                run.cancel("seed");
            }
            while (started && !ready.isEmpty() && random.nextInt(3) > 0) {
                doOne();
            }
        }

        private void doOne() {
            ready.remove(random.nextInt(ready.size())).run();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endOfABranch_isToldToAll_beforeTheRunEnds_whoeverIsOvertaken(boolean cancels) throws InterruptedException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Overtaken overtaken = new Overtaken(seed, cancels);

            assertThat(overtaken.run.await(Duration.ZERO)).as("seed " + seed).isPresent();
            assertThat(ends(overtaken.second)).as("seed " + seed).hasSameElementsAs(ends(overtaken.first));
            assertThat(ends(overtaken.first)).as("seed " + seed).containsAll(begun(overtaken.first));
        }
    }

    private static List<String> ends(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.BranchEnded.class::isInstance)
                .map(event -> event.path().toString())
                .toList();
    }

    /** Returns the branches whose node was begun. */
    private static List<String> begun(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.NodeStarted.class::isInstance)
                .map(event -> event.path().parent().toString())
                .toList();
    }
}
