package dev.tandemwork.sysbox;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** From a claim to the agent's first line: in turns by {@code docker run} alone, cold and warm, each on a machine at rest. */
final class StartFigures {
    private static final Limits COLD = Limits.defaults().withMemoryBytes(1L << 30);
    private static final Limits WARM = COLD.withPids(4000);
    private static final int REST_SECONDS = 3;
    private static final List<String> READY = List.of("test", "-e", "/run/tandemwork/engine-ready");

    private final Neighbourhood around;
    private final List<Long> raw = new ArrayList<>();
    private final List<Long> cold = new ArrayList<>();
    private final List<Long> warm = new ArrayList<>();

    private StartFigures(Neighbourhood around) {
        this.around = around;
    }

    static List<Figure> measure(Neighbourhood around, int runs) throws Exception {
        StartFigures figures = new StartFigures(around);
        try (SysboxWorkerRuntime runtime = around.runtime().warm(1, WARM).build()) {
            for (int run = 0; run <= runs; run++) {
                figures.round(runtime, run);
            }
        }
        return figures.figures();
    }

    /** The first one is to warm this program up. */
    private void round(SysboxWorkerRuntime runtime, int run) throws Exception {
        awaitWarm();
        long alone = RawStart.measure();
        long asCold = claim(runtime, "cold-" + run, COLD);
        long asWarm = claim(runtime, "warm-" + run, WARM);
        if (run > 0) {
            raw.add(alone);
            cold.add(asCold);
            warm.add(asWarm);
        }
    }

    private long claim(SysboxWorkerRuntime runtime, String name, Limits limits) throws Exception {
        Task task = Task.builder(name)
                .instructions("say something")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("sh", "-c", "echo here; touch change")))
                .limits(limits)
                .build();
        WorkerId id = new WorkerId(name);
        long start = System.nanoTime();
        Worker worker = runtime.start(WorkerSpec.of(id, Attempt.first(task)));
        long took = FirstLine.of(worker, "here").await(120) - start;
        require(worker.await() instanceof WorkerResult.Produced, name + " has produced nothing");
        Path record = around.folder().resolve("workers").resolve(name).resolve("worker.json");
        boolean wasWarm = Files.readString(record).contains("\"sandbox\" : \"warm-");
        require(wasWarm == limits.equals(WARM), name + " was not what it was to be");
        runtime.remove(id);
        return took;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** What is kept warm has its network tried out after its engine is ready, of which nothing is told. */
    private void awaitWarm() throws InterruptedException {
        while (!isWarmReady()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(REST_SECONDS);
    }

    private boolean isWarmReady() {
        AtomicBoolean found = new AtomicBoolean();
        around.onEngine(host -> found.set(host.containers(around.ours()).stream()
                .filter(container -> container.running() && container.name().contains("-warm-"))
                .anyMatch(container -> host.exec(container.id(), READY, new byte[0], Duration.ofSeconds(10))
                        .succeeded())));
        return found.get();
    }

    private List<Figure> figures() {
        double least = Figure.seconds(raw, 50);
        double asWarm = Figure.seconds(warm, 50);
        return List.of(
                Figure.of("docker run to inner engine ready, p50", "%.2f s", least, ""),
                Figure.of("docker run to inner engine ready, p90", "%.2f s", Figure.seconds(raw, 90), ""),
                Figure.of("cold claim to first line, p50", "%.2f s", Figure.seconds(cold, 50), limit(least + 0.5)),
                Figure.of("cold claim to first line, p90", "%.2f s", Figure.seconds(cold, 90), ""),
                Figure.of("warm claim to first line, p50", "%.2f s", asWarm, limit(0.5)),
                Figure.of("warm claim to first line, p90", "%.2f s", Figure.seconds(warm, 90), ""),
                Figure.of("warm to cold, p50", "%.2f", asWarm / Figure.seconds(cold, 50), "at most 0.20"));
    }

    private static String limit(double seconds) {
        return String.format("at most %.2f s", seconds);
    }
}
