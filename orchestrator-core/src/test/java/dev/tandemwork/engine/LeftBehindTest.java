package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeTimeoutException;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.graph.ScriptContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A first attempt ignores its timeout and is left behind; a second one does its work. Then the first goes on. */
@Timeout(60)
final class LeftBehindTest {
    private static final Text GO = new Text("go");
    private static final Duration SOON = Duration.ofMillis(20);

    private final Kept kept = new Kept();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        kept.close();
    }

    /** Does the work of one attempt. */
    private interface Work {
        Text apply(ScriptContext script) throws Exception;
    }

    private Text first(ScriptContext script, Work work) throws Exception {
        try {
            return work.apply(script);
        } finally {
            over.countDown();
        }
    }

    private Node<Text, Text> twice(Work work) {
        return Graph.script(
                        "work",
                        Text.class,
                        Text.class,
                        (text, script) -> script.attempt() == 1 ? first(script, work) : work.apply(script))
                .timeout(SOON)
                .grace(SOON)
                .retry(Retry.on(NodeTimeoutException.class, 2).withBackoff(Backoff.none()));
    }

    private Text slowly(ScriptContext script) {
        if (script.attempt() == 1) {
            Uninterruptibles.awaitUninterruptibly(end);
        }
        return new Text("attempt " + script.attempt());
    }

    private void runAndGoOn(Node<Text, Text> work) throws InterruptedException {
        Graph<Text, Text> graph =
                Graph.of(Text.class).then(work).with(Graph.ask("wait", Text.class, Text.class), (t, u) -> t);
        try (Run<Text> run = kept.start(graph, GO)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            end.countDown();
            over.await();
        }
    }

    @Test
    void step_thatEndsLate_isNotRecorded() throws InterruptedException {
        runAndGoOn(twice(script -> script.step("one", Text.class, () -> slowly(script))));

        assertThat(kept.entries(JournalEntry.NodeCompleted.class))
                .extracting(
                        done -> done.path() + " " + done.result().as(Text.class).value())
                .containsExactly("/work/one attempt 2", "/work attempt 2");
    }

    @Test
    void effect_thatEndsLate_isNotRecorded() throws InterruptedException {
        runAndGoOn(twice(script -> script.effect("one", Text.class, Optional::empty, () -> slowly(script))));

        assertThat(kept.entries(JournalEntry.EffectCompleted.class))
                .extracting(done -> done.result().as(Text.class).value())
                .containsExactly("attempt 2");
    }
}
