package dev.tandemwork.sysbox;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a running worker that has said much keeps of this program's heap: by the difference that four more of them make. */
final class HeapFigures {
    private static final int FEW = 4;
    private static final int MANY = 8;
    private static final long MEGABYTE = 1_000_000;
    private static final int SETTLE_ROUNDS = 3;
    private static final Limits LIMITS = Limits.defaults().withMemoryBytes(512L << 20);

    private final Neighbourhood around;
    private final long megabytes;

    private HeapFigures(Neighbourhood around, long megabytes) {
        this.around = around;
        this.megabytes = megabytes;
    }

    static List<Figure> measure(Neighbourhood around, long megabytes) throws Exception {
        return new HeapFigures(around, megabytes).figures();
    }

    private List<Figure> figures() throws Exception {
        try (SysboxWorkerRuntime runtime = around.runtime()
                .budget(host -> host.withOvercommit(MANY * LIMITS.cpus()))
                .build()) {
            long begun = System.nanoTime();
            start(runtime, 0, FEW);
            long took = System.nanoTime() - begun;
            long few = live();
            start(runtime, FEW, MANY);
            double each = (live() - few) / 1024.0 / (MANY - FEW);
            double pace = FEW * megabytes / (took / (double) TimeUnit.SECONDS.toNanos(1));
            runtime.workers().forEach(runtime::remove);
            return List.of(
                    Figure.of(
                            "heap a running worker, " + megabytes + " MB of log", "%.0f KiB", each, "at most 256 KiB"),
                    Figure.of("log of four workers at once, lines of 100 characters", "%.1f MB/s", pace, ""));
        }
    }

    private void start(SysboxWorkerRuntime runtime, int from, int to) throws Exception {
        List<FirstLine> lines = new ArrayList<>();
        for (int worker = from; worker < to; worker++) {
            lines.add(FirstLine.of(start(runtime, "loud-" + worker), "printed"));
        }
        for (FirstLine line : lines) {
            line.await(TimeUnit.MINUTES.toSeconds(10));
        }
    }

    /** It says that it is done more than once, since of those who say much not every line is told. */
    private Worker start(SysboxWorkerRuntime runtime, String name) throws InterruptedException {
        String script = "head -c " + megabytes * MEGABYTE + " /dev/zero | tr '\\0' x | fold -w 100;"
                + " while :; do echo; echo printed; sleep 1; done";
        Task task = Task.builder(name)
                .instructions("print")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("sh", "-c", script)))
                .limits(LIMITS)
                .build();
        return runtime.start(WorkerSpec.of(new WorkerId(name), Attempt.first(task)));
    }

    private static long live() throws InterruptedException {
        for (int round = 0; round < SETTLE_ROUNDS; round++) {
            System.gc();
            TimeUnit.SECONDS.sleep(1);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
