package dev.tandemwork.examples;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Run;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.local.review.ChecksReviewer;
import dev.tandemwork.local.worker.ProcessWorkerRuntime;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.task.Plan;
import dev.tandemwork.worker.WorkerRuntime;
import java.nio.file.Path;

/** Delivers a plan from within a program: the piece of code that the README shows. */
public final class Embedding {
    private Embedding() {}

    /**
     * Delivers {@code plan} by processes of this machine, in local repositories.
     *
     * @param folder where the workers and the journals are kept
     * @throws InterruptedException if the caller was interrupted; the run can be resumed
     */
    public static Outcome<Report> deliver(Plan plan, Path folder) throws InterruptedException {
        try (ProcessWorkerRuntime workers = ProcessWorkerRuntime.builder()
                        .root(folder.resolve("workers"))
                        .build();
                LocalForge forge = LocalForge.create()) {
            return deliver(plan, folder.resolve("runs"), workers, forge);
        }
    }

    private static Outcome<Report> deliver(Plan plan, Path runs, WorkerRuntime workers, ScmClient forge)
            throws InterruptedException {
        // snippet: delivery
        Reviewer small = new SmallChanges(forge, 200);
        Delivery delivery = Delivery.builder(workers, forge)
                .gate(ChecksReviewer.create())
                .reviewer(small)
                .build();
        try (FileRunStore store = FileRunStore.at(runs);
                Engine engine =
                        Engine.builder().store(store).slots(Delivery.WORKERS, 4).build();
                Run<Report> run = engine.start(delivery.plan(), plan)) {
            return run.await();
        }
        // end
    }
}
