package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Items;
import dev.tandemwork.engine.Samples.Sum;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EngineTest {
    private final Engine engine = Engine.builder().slots("few", 2).build();

    @AfterEach
    void close() {
        engine.close();
    }

    private <I, O> Outcome<O> run(Graph<I, O> graph, I input) throws InterruptedException {
        return engine.start(graph, input).await();
    }

    @Test
    void sequence_passesValuesAlong() throws InterruptedException {
        assertThat(run(Samples.sequence(), new Text("go")).result()).contains(new Text("go a! b"));
    }

    @Test
    void loop_endsWhenDecided() throws InterruptedException {
        assertThat(run(Samples.rounds(3, 5), new Text("r")).result()).contains(new Text("r123"));
    }

    @Test
    void loop_failsWhenExhausted() throws InterruptedException {
        Outcome<Text> outcome = run(Samples.rounds(3, 2), new Text("r"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(Failure.Reason.EXHAUSTED));
    }

    @Test
    void forEach_settlesInOrder() throws InterruptedException {
        List<String> names = IntStream.range(0, 1000).mapToObj(i -> "n" + i).toList();

        assertThat(run(Samples.fanOut(), new Items(names)).result())
                .contains(new Sum(names.stream().map(name -> name + " x").toList()));
    }

    @Test
    void ask_parksUntilAnswered() throws InterruptedException {
        try (Run<Text> run = engine.start(Samples.routed(), new Text("so so"))) {
            Outcome<Text> parked = run.await();
            assertThat(parked).isInstanceOf(Outcome.Parked.class);
            run.answer(NodePath.parse("/ask"), Answer.YES, "me");
            assertThat(run.await().result()).contains(new Text("so so YES end"));
        }
    }
}
