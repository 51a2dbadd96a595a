package dev.tandemwork.local.review;

import dev.tandemwork.local.process.Drain;
import dev.tandemwork.local.process.Grace;
import dev.tandemwork.local.process.OwnSession;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.ProcessTree;
import dev.tandemwork.local.process.RootProcess;
import dev.tandemwork.local.process.Threads;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.task.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one check in a clean clone. Whatever it has started is gone when this returns, or throws. */
final class CheckExecution {
    private static final int OUTPUT_LIMIT = 8 << 10;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration DRAIN_TIME = Duration.ofSeconds(5);
    private static final List<String> INHERITED = List.of("PATH", "JAVA_HOME", "LANG", "LC_ALL", "TZ");

    private final CleanClone clone;
    private final Map<String, String> environment;
    private final ReviewContext context;

    CheckExecution(CleanClone clone, Map<String, String> environment, ReviewContext context) {
        this.clone = clone;
        this.environment = environment;
        this.context = context;
    }

    /** What became of a check: a sentence about how it failed, empty if it passed, and the end of its output. */
    record Ending(String failure, String output) {
        boolean passed() {
            return failure.isEmpty();
        }
    }

    Ending run(Check check) throws InterruptedException {
        context.log("check [" + check.name() + "] runs");
        try {
            return await(check, builder(check).start());
        } catch (IOException e) {
            return new Ending("can't be started: " + e.getMessage(), "");
        }
    }

    private ProcessBuilder builder(Check check) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(check.command(), clone.work()))
                .directory(clone.work().toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !INHERITED.contains(name) && !ProcessMarker.isMarker(name));
        variables.put("HOME", clone.home().toString());
        variables.put("TMPDIR", clone.temporary().toString());
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.putAll(environment);
        variables.put(clone.marker().name(), clone.marker().value());
        return builder;
    }

    private Ending await(Check check, Process process) throws IOException, InterruptedException {
        ProcessTree tree =
                ProcessTree.of(clone.marker(), Optional.empty(), Optional.of(RootProcess.of(process.toHandle())));
        Drain drain = Drain.tail(process.getInputStream(), OUTPUT_LIMIT);
        Thread reader = Threads.start("check-" + check.name(), drain);
        boolean ended = false;
        try {
            process.getOutputStream().close();
            ended = endsInTime(check, process);
        } finally {
            tree.end(Grace.of(Duration.ZERO));
            reader.join(DRAIN_TIME.toMillis());
        }
        return new Ending(failure(check, process, ended), drain.text());
    }

    private boolean endsInTime(Check check, Process process) throws InterruptedException {
        long start = System.nanoTime();
        long left = check.timeout().toNanos();
        while (left > 0 && !process.waitFor(Math.min(left, HEARTBEAT.toNanos()), TimeUnit.NANOSECONDS)) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            left = check.timeout().minus(elapsed).toNanos();
            context.log("check [" + check.name() + "] has run for " + elapsed.toSeconds() + " s");
            requireWanted();
        }
        return left > 0;
    }

    private void requireWanted() throws InterruptedException {
        if (context.isCancelled()) {
            throw new InterruptedException("the review was cancelled");
        }
    }

    private static String failure(Check check, Process process, boolean ended) {
        if (!ended) {
            return "took more than " + check.timeout() + " and was killed";
        }
        return process.exitValue() == 0 ? "" : "ended with exit code " + process.exitValue();
    }
}
