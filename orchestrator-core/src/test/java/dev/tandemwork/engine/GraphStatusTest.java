package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.GraphStatus.Counts;
import dev.tandemwork.engine.Traced.Trace;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GraphStatusTest {
    private final Traced traced = new Traced();
    private final RunStore store = RunStore.inMemory();
    private final Engine engine = Engine.builder().store(store).build();

    @AfterEach
    void close() {
        engine.close();
    }

    private GraphStatus after(Graph<Trace, Trace> graph) throws InterruptedException {
        engine.start(graph, Traced.start(), RunOptions.id("run")).await();
        return GraphStatus.of(graph, RunHistory.read(store, RunId.of("run")));
    }

    private static Counts completed(int count) {
        return new Counts(0, 0, count, 0, 0);
    }

    @Test
    void roundsAndBranches_areCountedTogether() throws InterruptedException {
        assertThat(after(traced.branches()).steps())
                .containsEntry("/plan", completed(1))
                .containsEntry("/item/a", completed(3))
                .containsEntry("/item/pair[first]/left", completed(3))
                .containsEntry("/item/pair[second]/more", completed(3))
                .containsEntry("/end", completed(1))
                .hasSize(7);
    }

    @Test
    void failures_areCounted_andStepsOfScriptsAreNot() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.script();
        traced.broken = "/b";

        assertThat(after(graph).steps())
                .containsEntry("/script", completed(1))
                .containsEntry("/b", new Counts(0, 0, 0, 1, 0))
                .hasSize(3);
    }

    @Test
    void question_waits_untilItIsAnswered() throws InterruptedException {
        Graph<Trace, Trace> graph = Graph.of(Trace.class).then(Graph.ask("ask", Trace.class, Trace.class));
        GraphStatus status = after(graph);
        assertThat(status.steps()).containsEntry("/ask", new Counts(0, 1, 0, 0, 0));

        engine.close();
        Run<Trace> run = Engine.builder().store(store).build().resume(graph, RunOptions.id("run"));
        run.await();
        run.answer(NodePath.parse("/ask"), Traced.start(), "me");
        run.await();

        assertThat(GraphStatus.of(graph, RunHistory.read(store, RunId.of("run")))
                        .steps())
                .containsEntry("/ask", completed(1));
    }

    @Test
    void running_isKnownFromLiveEvents_andEndsWithItsBranch() {
        GraphStatus status = GraphStatus.of(traced.branches());
        status.accept(new RunEvent.NodeStarted(NodePath.parse("/item[1]/a"), 1));
        status.accept(new RunEvent.NodeStarted(NodePath.parse("/item[2]/a"), 1));
        assertThat(status.steps()).containsEntry("/item/a", new Counts(2, 0, 0, 0, 0));

        status.accept(new RunEvent.BranchEnded(NodePath.parse("/item[2]"), "cancelled"));
        assertThat(status.steps()).containsEntry("/item/a", new Counts(1, 0, 0, 0, 1));
    }

    @Test
    void recorded_isTakenOnce() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();
        GraphStatus status = after(graph);

        RunHistory history = RunHistory.read(store, RunId.of("run"));
        status.accept(new RunEvent.Recorded(1, history.entries().get(1)));

        assertThat(status.steps()).containsEntry("/a", completed(1));
    }

    @Test
    void overlay_saysItInWords() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();

        assertThat(graph.toMermaid(after(graph).overlay()))
                .contains("s__rounds__x[\"x<br/>3 completed\"]")
                .contains("class s__a,s__rounds__x,s__rounds__y,s__b completed");
    }
}
