package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.agents.output.TextTail;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.worker.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How far an attempt has come, by what its container has told. Told again, after this process or its connection has died,
 * a record is known by its number.
 */
final class Progress {
    private static final String AGENT = "agent";
    private static final String AGENT_ERRORS = "agent-err";
    private static final String SETUP = "setup";
    private static final int TAIL = 4 << 10;

    /** How many bytes were in them nobody knows. */
    private static final String LOST =
            " records of the worker were lost: its engine threw them away before they were read";

    private final Voice voice;
    private final AgentOutput agent;
    private final LineParts parts = new LineParts();
    private final CompletableFuture<ImageRecord.Ready> ready = new CompletableFuture<>();
    private final CompletableFuture<ImageRecord.Claimed> claimed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> saidDone = new CompletableFuture<>();
    private final CompletableFuture<ImageRecord.AgentExit> agentExit = new CompletableFuture<>();
    private final CompletableFuture<ImageRecord> outcome = new CompletableFuture<>();

    /** Guarded by this. */
    private final List<CheckResult> checks = new ArrayList<>();

    /** Guarded by this. */
    private final TextTail setup = TextTail.of(TAIL);

    /** Guarded by this. */
    private long lastSequence;

    /** Guarded by this: how many bytes of the agent's line that comes next are missing. */
    private long missing;

    private volatile long lastSign = System.nanoTime();

    Progress(Voice voice, AgentOutput agent) {
        this.voice = voice;
        this.agent = agent;
    }

    /** Takes a record, unless it is known already. */
    synchronized void take(ImageRecord record) {
        if (record.sequence() <= lastSequence) {
            return;
        }
        lastSign = System.nanoTime();
        if (record.sequence() > lastSequence + 1) {
            voice.line((record.sequence() - lastSequence - 1) + LOST, 0);
        }
        lastSequence = record.sequence();
        takeNew(record);
    }

    private void takeNew(ImageRecord record) {
        if (record instanceof ImageRecord.Output output) {
            parts.add(output).ifPresent(lines -> lines(output.from(), lines));
        } else if (record instanceof ImageRecord.Dropped dropped) {
            missing += dropped.bytes();
        } else if (record instanceof ImageRecord.Phase phase) {
            voice.phase(phase.phase());
        } else if (record instanceof ImageRecord.CheckDone check) {
            checks.add(new CheckResult(check.name(), check.passed(), check.took(), clean(check.output())));
        } else if (record instanceof ImageRecord.PullRequestOpened opened) {
            voice.line("pull request: " + opened.url(), 0);
        } else {
            takeTurn(record);
        }
    }

    private void takeTurn(ImageRecord record) {
        if (record instanceof ImageRecord.Ready told) {
            ready.complete(told);
        } else if (record instanceof ImageRecord.Claimed told) {
            claimed.complete(told);
        } else if (record instanceof ImageRecord.AgentExit told) {
            agentExit.complete(told);
        } else if (isOutcome(record)) {
            outcome.complete(record);
        }
    }

    private static boolean isOutcome(ImageRecord record) {
        return record instanceof ImageRecord.Produced
                || record instanceof ImageRecord.Unchanged
                || record instanceof ImageRecord.Failed;
    }

    private void lines(String from, String lines) {
        for (String line : lines.split("\n", -1)) {
            line(from, line);
        }
    }

    private void line(String from, String line) {
        long dropped = missing;
        missing = 0;
        if (from.equals(AGENT)) {
            if (agent.output(line, dropped)) {
                saidDone.complete(true);
            }
        } else if (from.equals(AGENT_ERRORS)) {
            agent.error(line, dropped);
        } else {
            if (from.equals(SETUP)) {
                setup.add(voice.clean(line));
            }
            voice.line(line, dropped);
        }
    }

    /** Returns the end of what the task's setup has said. */
    synchronized String setup() {
        return setup.toString();
    }

    /** Returns what the worker has told as it may be kept. */
    String clean(String text) {
        return voice.clean(text);
    }

    AgentOutput agent() {
        return agent;
    }

    CompletableFuture<ImageRecord.Ready> ready() {
        return ready;
    }

    CompletableFuture<ImageRecord.Claimed> claimed() {
        return claimed;
    }

    /** Completes once the agent's result line was read. */
    CompletableFuture<Boolean> saidDone() {
        return saidDone;
    }

    CompletableFuture<ImageRecord.AgentExit> agentExit() {
        return agentExit;
    }

    /** Completes with what was produced, that nothing was changed, or what failed. */
    CompletableFuture<ImageRecord> outcome() {
        return outcome;
    }

    synchronized List<CheckResult> checks() {
        return List.copyOf(checks);
    }

    /** Returns how long nothing has come. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastSign);
    }
}
