package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import java.util.List;

/** An engine with one run, which is kept, and can be gone on with. */
final class Kept implements AutoCloseable {
    private static final RunOptions RUN = RunOptions.id("run");

    private final RunStore store = RunStore.inMemory();
    private final Engine engine = Engine.builder().store(store).build();

    <I, O> Run<O> start(Graph<I, O> graph, I input) {
        return engine.start(graph, input, RUN);
    }

    <I, O> Run<O> start(Graph<I, O> graph, I input, RunOptions options) {
        return engine.start(graph, input, options);
    }

    <O> Run<O> resume(Graph<?, O> graph) {
        return engine.resume(graph, RUN);
    }

    /** Runs {@code graph} until it waits for a person, and leaves it there. */
    <I> void park(Graph<I, ?> graph, I input) throws InterruptedException {
        try (Run<?> run = start(graph, input)) {
            requireParked(run.await());
        }
    }

    private static void requireParked(Outcome<?> outcome) {
        if (!(outcome instanceof Outcome.Parked<?>)) {
            throw new AssertionError("expected a parked run, found " + outcome);
        }
    }

    /** Goes on with the run, and answers its question. */
    <O> Outcome<O> answer(Graph<?, O> graph, String question, Object answer) throws InterruptedException {
        try (Run<O> run = resume(graph)) {
            requireParked(run.await());
            run.answer(NodePath.parse(question), answer, "me");
            return run.await();
        }
    }

    List<JournalEntry> entries() {
        return entries(RUN.id());
    }

    List<JournalEntry> entries(RunId run) {
        return RunHistory.read(store, run).entries();
    }

    <E extends JournalEntry> List<E> entries(Class<E> type) {
        return entries().stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Failure failure(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failed<?> failed) {
            return failed.failure();
        }
        throw new AssertionError("expected a run that has failed, found " + outcome);
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
