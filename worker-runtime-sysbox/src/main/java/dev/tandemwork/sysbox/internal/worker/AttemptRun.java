package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.lane.SelfTestResult;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Leads a started container through one attempt. It can begin at any point that another process has come to. */
final class AttemptRun {
    private static final String BIN = "/opt/tandemwork/bin/";
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** Beyond the grace of its processes, for what they have done to be kept. */
    private static final Duration TO_KEEP = Duration.ofSeconds(2);

    private final AttemptContext context;
    private final DockerHost host;
    private final Errand errand;
    private final Sandbox sandbox;
    private final Progress progress;
    private final Follower follower;
    private final Instant deadline;
    private Optional<AgentResult> told = Optional.empty();

    AttemptRun(AttemptContext context, Errand errand, Sandbox sandbox, Progress progress, Follower follower) {
        this.context = context;
        this.host = context.sandboxes().host();
        this.errand = errand;
        this.sandbox = sandbox;
        this.progress = progress;
        this.follower = follower;
        this.deadline = context.started().plus(context.limits().attemptTime());
    }

    WorkerResult run() throws InterruptedException {
        try {
            awaitAllTold();
            await(progress.ready(), context.settings().times().ready(), "its inner Docker engine");
            context.place().started();
            claim();
            Optional<ImageRecord.AgentExit> exit = agentEnd();
            if (exit.isPresent()) {
                judge(exit.get());
            }
            ImageRecord outcome = await(progress.outcome(), untilDeadline(), "its outcome");
            settle();
            return verdict().of(outcome);
        } catch (EarlyEnd e) {
            return e.result();
        } catch (DockerException e) {
            return broken(e);
        }
    }

    /** What had ended before this process came is read to its end first, so that nothing is asked of it. */
    private void awaitAllTold() throws InterruptedException, EarlyEnd {
        if (!sandbox.container().running()) {
            awaitOr(follower.exited(), context.settings().times().lost());
        }
    }

    /** What the engine refuses is often refused because the container has just ended: then that is the reason. */
    private WorkerResult broken(DockerException problem) throws InterruptedException {
        try {
            awaitOr(follower.exited(), MOMENT);
            if (follower.exited().isDone()) {
                return ofEnded();
            }
            throw ended(
                    WorkerFailure.of(DockerFailures.kind(problem), named() + " broke: " + problem.getMessage()),
                    Duration.ZERO);
        } catch (EarlyEnd e) {
            return e.result();
        }
    }

    private WorkerResult ofEnded() throws EarlyEnd {
        if (!progress.outcome().isDone()) {
            return verdict().of(follower.exited().join());
        }
        if (progress.agentExit().isDone()) {
            judge(progress.agentExit().join());
        }
        return verdict().of(progress.outcome().join());
    }

    private String named() {
        return "worker [" + context.record().spec().id() + "]";
    }

    private void claim() throws InterruptedException, EarlyEnd {
        if (!progress.claimed().isDone() && !follower.exited().isDone()) {
            requireClosedNetwork();
            byte[] archive = errand.claim();
            tell("claim", archive);
        }
        await(progress.claimed(), context.settings().times().claim(), "the receipt of its claim");
    }

    /** Nothing of a task, and no secret, goes into a worker that could send it anywhere. One start is tested once. */
    private void requireClosedNetwork() throws EarlyEnd {
        SelfTestResult result = context.sandboxes().networks().of(sandbox);
        if (result instanceof SelfTestResult.Failed failed) {
            WorkerFailure why = WorkerFailure.of(
                    Kind.WORKSPACE,
                    "network of worker [" + context.record().spec().id() + "] is not closed: "
                            + String.join("; ", failed.reasons()));
            throw ended(why, Duration.ZERO);
        }
    }

    private void tell(String command, byte[] input) throws EarlyEnd {
        ExecResult done = host.exec(
                sandbox.id(),
                List.of(BIN + command, String.valueOf(input.length)),
                input,
                context.settings().times().claim());
        if (!done.succeeded()) {
            throw new EarlyEnd(verdict()
                    .failed(WorkerFailure.of(
                            Kind.WORKSPACE,
                            "worker [" + context.record().spec().id() + "] refused a " + command + " with "
                                    + done.exitCode() + ": " + done.stderr().strip()
                                    + "; expected 0; is its image of this version?")));
        }
    }

    /**
     * Waits for the agent's end, and brings it about when the agent lingers or is silent for too long. It is empty if the
     * attempt ended before its agent began.
     */
    private Optional<ImageRecord.AgentExit> agentEnd() throws InterruptedException, EarlyEnd {
        CompletableFuture<?> sign =
                CompletableFuture.anyOf(progress.agentExit(), progress.outcome(), progress.saidDone());
        while (!sign.isDone()) {
            Duration idleLeft = context.limits().idleTime().minus(progress.silence());
            if (idleLeft.isNegative() || idleLeft.isZero()) {
                return Optional.of(endIdle());
            }
            awaitOr(sign, shorter(idleLeft, untilDeadline()));
        }
        if (!progress.agentExit().isDone() && !progress.outcome().isDone()) {
            awaitOr(progress.agentExit(), context.settings().times().linger());
        }
        if (!progress.agentExit().isDone() && progress.outcome().isDone()) {
            return Optional.empty();
        }
        return Optional.of(
                progress.agentExit().isDone()
                        ? progress.agentExit().join()
                        : endAgent(overdue(context.settings().times().linger(), "its agent's end")));
    }

    private ImageRecord.AgentExit endIdle() throws InterruptedException, EarlyEnd {
        ImageRecord.AgentExit exit = endAgent(idle());
        AgentResult ended = progress.agent().end(exit.code());
        told = Optional.of(new AgentResult.Failed(idle(), ended.session(), ended.usage()));
        return exit;
    }

    private WorkerFailure idle() {
        return WorkerFailure.of(
                Kind.IDLE,
                "agent [" + context.task().agent().name() + "] was silent for more than "
                        + context.limits().idleTime() + " and was ended; raise the limit idleTime if that is its way");
    }

    /** An agent that can't be ended, because its worker can't start one more process, ends with its worker. */
    private ImageRecord.AgentExit endAgent(WorkerFailure why) throws InterruptedException, EarlyEnd {
        Duration grace = context.settings().times().grace();
        List<String> command = List.of(BIN + "end-agent", String.valueOf(grace.toSeconds()));
        ExecResult done = host.exec(sandbox.id(), command, new byte[0], grace.plus(LAST_WORDS));
        if (done.succeeded()) {
            awaitOr(progress.agentExit(), LAST_WORDS);
        }
        if (!progress.agentExit().isDone()) {
            throw ended(why, grace);
        }
        return progress.agentExit().join();
    }

    private void judge(ImageRecord.AgentExit exit) throws EarlyEnd {
        AgentResult result = told.orElseGet(() -> explained(progress.agent().end(exit.code()), exit));
        told = Optional.of(result);
        if (!progress.outcome().isDone()) {
            tell("verdict", errand.judgement(result).json());
        }
    }

    private AgentResult explained(AgentResult result, ImageRecord.AgentExit exit) {
        return result.fold(
                finished -> finished,
                failed -> new AgentResult.Failed(cause(failed.failure(), exit), failed.session(), failed.usage()));
    }

    private WorkerFailure cause(WorkerFailure told, ImageRecord.AgentExit exit) {
        if (exit.outOfMemory()) {
            return verdict().outOfMemory();
        }
        if (exit.timedOut()) {
            return late();
        }
        boolean isUnexplained = told.kind() == Kind.NO_RESULT || told.kind() == Kind.AGENT_ERROR;
        if (isUnexplained && progress.agent().sawFullDisk()) {
            return WorkerFailure.of(Kind.DISK_FULL, "agent found no space left on its disk: " + told.message());
        }
        return isUnexplained && progress.agent().sawNoProcesses() ? ProcessWatch.full(context.task()) : told;
    }

    /** The container ends by itself after its outcome; one that does not is ended. */
    private void settle() throws InterruptedException {
        try {
            Duration most = context.settings().times().settle();
            Follower.Exit exit = follower.exited().get(most.toMillis(), TimeUnit.MILLISECONDS);
            if (exit.state().filter(ContainerState::oomKilled).isPresent()) {
                context.voice().line("memory ran out in the worker, and the task went on", 0);
            }
        } catch (TimeoutException e) {
            host.stop(sandbox.id(), Duration.ZERO);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait that can't fail has failed", e);
        }
    }

    private Verdict verdict() {
        return new Verdict(context.task(), progress, told);
    }

    private Duration untilDeadline() {
        Duration left = Duration.between(context.settings().timers().now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns what was awaited; whatever makes it impossible ends the attempt. */
    private <T> T await(CompletableFuture<T> wanted, Duration limit, String what)
            throws InterruptedException, EarlyEnd {
        awaitOr(wanted, shorter(limit, untilDeadline()));
        if (!wanted.isDone()) {
            throw ended(
                    untilDeadline().isZero() ? late() : overdue(limit, what),
                    context.settings().times().grace());
        }
        return wanted.join();
    }

    /** Waits, at most so long; a stop and the container's end are thrown. */
    private void awaitOr(CompletableFuture<?> wanted, Duration limit) throws InterruptedException, EarlyEnd {
        CompletableFuture<StopRequest.Stop> stop = context.stop().asked();
        try {
            CompletableFuture.anyOf(wanted, stop, follower.exited()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (untilDeadline().isZero()) {
                throw ended(late(), context.settings().times().grace());
            }
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait that can't fail has failed", e);
        }
        if (stop.isDone()) {
            throw stopped(stop.join());
        }
        if (!wanted.isDone()) {
            throw new EarlyEnd(verdict().of(follower.exited().join()));
        }
    }

    private EarlyEnd stopped(StopRequest.Stop how) throws InterruptedException {
        return how.leaveRunning() ? new EarlyEnd(verdict().failed(how.why())) : ended(how.why(), how.grace());
    }

    /** A container that can't be ended now is ended later, by whoever tidies up. */
    private EarlyEnd ended(WorkerFailure why, Duration grace) {
        try {
            host.stop(sandbox.id(), grace.isZero() ? grace : grace.plus(TO_KEEP));
        } catch (DockerException e) {
            context.voice().line("worker is to be stopped later: " + e.getMessage(), 0);
        }
        return new EarlyEnd(verdict().failed(why));
    }

    private WorkerFailure late() {
        return WorkerFailure.of(
                Kind.TIMEOUT,
                "attempt at task [" + context.task().id() + "] took more than "
                        + context.limits().attemptTime() + " and was ended; raise the limit attemptTime");
    }

    private WorkerFailure overdue(Duration limit, String what) {
        return WorkerFailure.of(
                Kind.LOST,
                named() + " was not heard of within " + limit + "; expected " + what + "; see its transcript");
    }
}
