package dev.tandemwork.cli;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.local.review.ChecksReviewer;
import dev.tandemwork.local.worker.ProcessWorkerRuntime;
import dev.tandemwork.task.Plan;
import dev.tandemwork.worker.WorkerRuntime;
import java.util.List;

/** All that one run needs on this machine: its store, its workers, its forge and its engine. */
final class Session implements AutoCloseable {
    private final StateFolder state;
    private final RunSettings settings;
    private final FileRunStore store;
    private final WorkerRuntime workers;
    private final LocalForge scm = LocalForge.create();
    private final Engine engine;
    private final Graph<Plan, Report> graph;

    private Session(StateFolder state, RunSettings settings) {
        this.state = state;
        this.settings = settings;
        this.store = state.store();
        this.workers = workers(state, settings);
        this.engine = Engine.builder()
                .store(store)
                .slots(Delivery.WORKERS, settings.workers())
                .build();
        AgentKeys keys = new AgentKeys(System.getenv());
        this.graph = Delivery.builder(workers, scm)
                .environment(keys.settings())
                .secrets(keys::of)
                .gate(ChecksReviewer.builder().folder(state.reviews()).build())
                .build()
                .plan();
    }

    /** Opens a session; what the library logs goes to a file of the run from here on. */
    static Session open(StateFolder state, RunId run, RunSettings settings) {
        state.prepare();
        Logging.toFile(state.logs(run).resolve("tandemwork.log"));
        return new Session(state, settings);
    }

    private static WorkerRuntime workers(StateFolder state, RunSettings settings) {
        return settings.runtime().isSysbox()
                ? Sandboxing.of(System.getenv()).open(settings.runtime(), state, settings.workers())
                : ProcessWorkerRuntime.builder()
                        .root(state.workers())
                        .maxWorkers(settings.workers())
                        .build();
    }

    Run<Report> start(Plan plan, RunOptions options) {
        Run<Report> run = engine.start(graph, plan, bounded(options));
        settings.write(state.run(run.id()));
        return run;
    }

    Run<Report> resume(RunOptions options) {
        Run<Report> run = engine.resume(graph, bounded(options));
        settings.write(state.run(run.id()));
        return run;
    }

    private RunOptions bounded(RunOptions options) {
        return settings.budget().map(options::withBudget).orElse(options);
    }

    LocalForge scm() {
        return scm;
    }

    FileRunStore store() {
        return store;
    }

    StateFolder state() {
        return state;
    }

    RunSettings settings() {
        return settings;
    }

    List<JournalEntry> entries(RunId run) {
        return RunHistory.read(store, run).entries();
    }

    @Override
    public void close() {
        engine.close();
        workers.close();
        store.close();
    }
}
