package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.output.OutputListener;
import dev.tandemwork.local.process.ControlGroups;
import dev.tandemwork.local.process.LaunchedProcess;
import dev.tandemwork.local.process.Scripts;
import dev.tandemwork.local.process.Threads;
import dev.tandemwork.worker.WorkerFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandRunTest implements OutputListener {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(400);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final StopSignal stop = new StopSignal();

    @TempDir
    Path folder;

    @Test
    void run_endsWithItsExitCode() throws IOException {
        RunEnd end = run("echo out; echo err >&2; exit 7", new Watch(LONG, LONG, SHORT));

        assertThat(end).isEqualTo(new RunEnd(RunEnd.Cause.EXITED, 7, false));
        assertThat(lines).containsExactlyInAnyOrder("out", "err");
    }

    @Test
    void run_hasNothingToRead() throws IOException {
        RunEnd end = run("cat; echo done", new Watch(LONG, LONG, SHORT));

        assertThat(end.exitCode()).isZero();
        assertThat(lines).containsExactly("done");
    }

    @Test
    void run_isIdle_whenItIsSilentForTooLong() throws IOException {
        RunEnd end = run("echo one; sleep 300", new Watch(SHORT, LONG, SHORT));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.IDLE);
        assertThat(end.exitCode()).isEqualTo(143);
    }

    @Test
    void run_isNotIdle_whileItPrintsDotsWithoutALineEnd() throws IOException {
        String dots = "for i in 1 2 3 4 5 6 7 8 9 10; do printf .; sleep 0.1; done";

        assertThat(run(dots, new Watch(Duration.ofMillis(600), LONG, SHORT)).cause())
                .isEqualTo(RunEnd.Cause.EXITED);
    }

    @Test
    void run_isEnded_whenItLingersAfterItsResult() throws IOException {
        RunEnd end =
                run("trap '' TERM; echo RESULT; while :; do sleep 1; echo more; done", new Watch(LONG, SHORT, SHORT));

        assertThat(end.cause()).isEqualTo(RunEnd.Cause.LINGERED);
        assertThat(lines).contains("RESULT");
    }

    @Test
    void run_ends_whenAChildHoldsTheOutputOpen() throws IOException {
        long start = System.nanoTime();
        RunEnd end = run("sleep 300 & echo RESULT; exit 0", new Watch(LONG, LONG, SHORT));

        assertThat(end.exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void run_isStopped_andASecondStopShortensTheGrace() throws IOException {
        LaunchedProcess launched =
                Scripts.launch(folder, "trap '' TERM; echo 1 >> pids; while :; do sleep 1; done", ControlGroups.none());
        Scripts.pids(folder, 1);
        stop.ask(WorkerFailure.of(WorkerFailure.Kind.CANCELLED, "cancelled"), LONG);
        Thread second =
                Threads.start("second", () -> stop.ask(WorkerFailure.of(WorkerFailure.Kind.CANCELLED, "again"), SHORT));

        RunEnd end = CommandRun.watch(launched, new Watch(LONG, LONG, LONG), stop, this);

        assertThat(end).isEqualTo(new RunEnd(RunEnd.Cause.STOPPED, 137, false));
        assertThat(second.isAlive()).isFalse();
    }

    private RunEnd run(String script, Watch watch) throws IOException {
        return CommandRun.watch(Scripts.launch(folder, script, ControlGroups.none()), watch, stop, this);
    }

    @Override
    public boolean output(String line, long dropped) {
        lines.add(line);
        return line.equals("RESULT");
    }

    @Override
    public void error(String line, long dropped) {
        lines.add(line);
    }
}
