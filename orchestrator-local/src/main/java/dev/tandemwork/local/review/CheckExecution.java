package dev.tandemwork.local.review;

import dev.tandemwork.local.process.Drain;
import dev.tandemwork.local.process.MarkedProcesses;
import dev.tandemwork.local.process.OwnSession;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.task.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        MarkedProcesses processes = MarkedProcesses.create();
        try {
            return await(check, processes.mark(builder(check)).start(), processes);
        } catch (IOException e) {
            return new Ending("can't be started: " + e.getMessage(), "");
        }
    }

    private ProcessBuilder builder(Check check) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(check.command()))
                .directory(clone.work().toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(INHERITED);
        variables.put("HOME", clone.home().toString());
        variables.put("TMPDIR", clone.temporary().toString());
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.putAll(environment);
        return builder;
    }

    private Ending await(Check check, Process process, MarkedProcesses processes)
            throws IOException, InterruptedException {
        Drain drain = Drain.tail(process.getInputStream(), OUTPUT_LIMIT);
        Thread reader = new Thread(drain, "tandemwork-check-" + check.name());
        reader.setDaemon(true);
        reader.start();
        boolean ended = false;
        try {
            process.getOutputStream().close();
            ended = endsInTime(check, process);
        } finally {
            processes.kill(process);
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
