package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.OutputListener;
import dev.tandemwork.local.process.Grace;
import dev.tandemwork.local.process.LaunchedProcess;
import dev.tandemwork.local.process.Poll;
import dev.tandemwork.local.process.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that runs under watch. Its two outputs are read by threads of their own. */
final class CommandRun {
    private static final int LINE_LIMIT = 1 << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int KILLED = 137;

    private final LaunchedProcess launched;
    private final Watch watch;
    private final StopSignal stop;
    private final CompletableFuture<RunEnd.Cause> done = new CompletableFuture<>();
    private final List<Thread> readers;
    private volatile long lastSign = System.nanoTime();

    private CommandRun(LaunchedProcess launched, Watch watch, StopSignal stop, OutputListener listener) {
        this.launched = launched;
        this.watch = watch;
        this.stop = stop;
        Process process = launched.process();
        this.readers = List.of(
                Threads.start(
                        "worker-stdout", new LineReader(process.getInputStream(), LINE_LIMIT, new Output(listener))),
                Threads.start(
                        "worker-stderr", new LineReader(process.getErrorStream(), LINE_LIMIT, new Errors(listener))));
    }

    /** Watches {@code launched} until it, and all that it has started, is gone. */
    static RunEnd watch(LaunchedProcess launched, Watch watch, StopSignal stop, OutputListener listener) {
        return new CommandRun(launched, watch, stop, listener).toEnd();
    }

    private RunEnd toEnd() {
        RunEnd.Cause cause = cause();
        if (cause == RunEnd.Cause.EXITED) {
            awaitReaders();
        }
        boolean outOfMemory = launched.tree().ranOutOfMemory();
        launched.tree()
                .end(
                        cause == RunEnd.Cause.STOPPED
                                ? stop
                                : Grace.of(watch.grace()).orSooner(stop));
        awaitReaders();
        return new RunEnd(cause, exitCode(), outOfMemory);
    }

    private RunEnd.Cause cause() {
        CompletableFuture<RunEnd.Cause> exited = launched.process().onExit().thenApply(ended -> RunEnd.Cause.EXITED);
        CompletableFuture<RunEnd.Cause> stopped = stop.reason().thenApply(why -> RunEnd.Cause.STOPPED);
        RunEnd.Cause first =
                awaitOrIdle(CompletableFuture.anyOf(exited, stopped, done).thenApply(RunEnd.Cause.class::cast));
        if (first != RunEnd.Cause.LINGERED) {
            return first;
        }
        return await(
                CompletableFuture.anyOf(exited, stopped).thenApply(RunEnd.Cause.class::cast), watch.linger(), first);
    }

    private RunEnd.Cause awaitOrIdle(CompletableFuture<RunEnd.Cause> end) {
        Duration left = watch.idle();
        while (left.toNanos() > 0) {
            RunEnd.Cause cause = await(end, left, RunEnd.Cause.IDLE);
            if (cause != RunEnd.Cause.IDLE) {
                return cause;
            }
            left = watch.idle().minusNanos(System.nanoTime() - lastSign);
        }
        return RunEnd.Cause.IDLE;
    }

    private static RunEnd.Cause await(CompletableFuture<RunEnd.Cause> end, Duration atMost, RunEnd.Cause otherwise) {
        try {
            return end.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RunEnd.Cause.STOPPED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait that can't fail has failed", e);
        }
    }

    /** A process that got away may hold the pipe open for ever; its reader is left behind then. */
    private void awaitReaders() {
        Poll.until(LAST_WORDS, () -> readers.stream().noneMatch(Thread::isAlive));
    }

    private int exitCode() {
        Process process = launched.process();
        return Poll.until(LAST_WORDS, () -> !process.isAlive()) ? process.exitValue() : KILLED;
    }

    private void alive() {
        lastSign = System.nanoTime();
    }

    /** Standard output. */
    private final class Output implements LineReader.Sink {
        private final OutputListener listener;

        private Output(OutputListener listener) {
            this.listener = listener;
        }

        @Override
        public void alive() {
            CommandRun.this.alive();
        }

        @Override
        public void line(String text, long dropped) {
            if (listener.output(text, dropped)) {
                done.complete(RunEnd.Cause.LINGERED);
            }
        }
    }

    /** Standard error. */
    private final class Errors implements LineReader.Sink {
        private final OutputListener listener;

        private Errors(OutputListener listener) {
            this.listener = listener;
        }

        @Override
        public void alive() {
            CommandRun.this.alive();
        }

        @Override
        public void line(String text, long dropped) {
            listener.error(text, dropped);
        }
    }
}
