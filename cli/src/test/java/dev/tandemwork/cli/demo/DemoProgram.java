package dev.tandemwork.cli.demo;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.local.review.ChecksReviewer;
import dev.tandemwork.local.worker.ProcessWorkerRuntime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the demonstration in a folder, or goes on with it: a program of its own, so that it can be killed. */
final class DemoProgram {
    static final RunId RUN = RunId.of("demo");
    private static final int WORKERS = 4;

    private DemoProgram() {}

    /** Ends with 0 if all has landed. */
    public static void main(String[] arguments) throws Exception {
        Outcome<Report> outcome = run(Path.of(arguments[0]), arguments[1]);
        boolean landed = outcome.result().filter(Report::allLanded).isPresent();
        System.out.println(outcome);
        System.exit(landed ? 0 : 1);
    }

    /** The pace makes the agents slower, or faster. */
    static Outcome<Report> run(Path folder, String pace) throws Exception {
        DemoProject project = Demo.prepare(folder);
        removeClones(folder.resolve("reviews"));
        try (FileRunStore store = FileRunStore.at(folder.resolve("runs"));
                ProcessWorkerRuntime workers = ProcessWorkerRuntime.builder()
                        .root(folder.resolve("workers"))
                        .maxWorkers(WORKERS)
                        .build();
                LocalForge forge = LocalForge.create();
                Engine engine = Engine.builder()
                        .store(store)
                        .slots(Delivery.WORKERS, WORKERS)
                        .build()) {
            Delivery delivery = Delivery.builder(workers, forge)
                    .gate(ChecksReviewer.builder()
                            .folder(folder.resolve("reviews"))
                            .build())
                    .environment(Map.of("TANDEMWORK_DEMO_PACE", pace))
                    .build();
            try (Run<Report> run = startOrResume(engine, store, delivery, project)) {
                return run.await();
            }
        }
    }

    /** Nobody else reviews there, so that what lies in it is what a killed process has left. */
    private static void removeClones(Path reviews) throws IOException {
        if (Files.exists(reviews)) {
            try (Stream<Path> files = Files.walk(reviews)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** A run whose journal is empty was killed before it began. */
    private static Run<Report> startOrResume(
            Engine engine, FileRunStore store, Delivery delivery, DemoProject project) {
        List<RunId> runs = store.runs();
        if (runs.contains(RUN) && !store.read(RUN).isEmpty()) {
            return engine.resume(delivery.plan(), RunOptions.id(RUN.value()));
        }
        store.delete(RUN);
        return engine.start(delivery.plan(), project.plan(), RunOptions.id(RUN.value()));
    }
}
