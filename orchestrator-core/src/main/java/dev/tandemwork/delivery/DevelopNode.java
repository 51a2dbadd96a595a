package dev.tandemwork.delivery;

import dev.tandemwork.ContractException;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.internal.guard.SpiGuard;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The node {@code develop}: has a worker work on an attempt. */
public final class DevelopNode {
    private static final Duration MARGIN = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final int ATTEMPTS_FOR_TRANSIENT_FAILURES = 3;
    private static final Set<WorkerFailure.Kind> FOR_NO_PERSON =
            Set.of(WorkerFailure.Kind.BUDGET, WorkerFailure.Kind.CANCELLED);

    private final WorkerRuntime runtime;
    private final Map<String, String> environment;
    private final Function<AgentSpec, Set<String>> secrets;

    private DevelopNode(
            WorkerRuntime runtime, Map<String, String> environment, Function<AgentSpec, Set<String>> secrets) {
        this.runtime = Delivery.guarded(runtime);
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /**
     * Returns the node. A transient failure is tried again twice; then it is for a person, as are other failures at once, but
     * for a budget that is spent. A worker that is there from before a crash is adopted.
     *
     * @param runtime starts workers; it enforces the limits of the task
     * @param environment variables of every agent, none of them a secret
     * @param secrets names of the secrets that an agent may use
     */
    public static Node<Attempt, Submission> of(
            WorkerRuntime runtime, Map<String, String> environment, Function<AgentSpec, Set<String>> secrets) {
        DevelopNode node = new DevelopNode(runtime, environment, secrets);
        return Graph.node("develop", Attempt.class, Submission.class, node::develop)
                .slots(Delivery.WORKERS)
                .retry(Retry.transientFailures(ATTEMPTS_FOR_TRANSIENT_FAILURES));
    }

    private Submission develop(Attempt attempt, NodeContext context) throws InterruptedException {
        requireMoney(attempt);
        WorkerSpec spec = new WorkerSpec(
                WorkerNames.of(context.run(), attempt, context.attempt()),
                attempt,
                environment,
                secrets.apply(attempt.task().agent()));
        WorkerResult result = resultOf(spec, context);
        return result.fold(
                made -> new Submission.Changed(attempt, trace(spec, result, made.summary()), made.change()),
                none -> new Submission.Unchanged(attempt, trace(spec, result, none.summary())),
                failed -> blocked(spec, result, failed.failure(), context.attempt()));
    }

    private WorkerResult resultOf(WorkerSpec spec, NodeContext context) throws InterruptedException {
        Worker worker;
        try {
            worker = start(spec, context);
        } catch (WorkerException refused) {
            return new WorkerResult.Failed(refused.failure(), Optional.empty(), Usage.NONE);
        }
        WorkerWatch watch = WorkerWatch.of(worker, context, moneyLeft(spec.attempt()));
        context.onCancel(() -> worker.cancel(WorkerWatch.GRACE));
        return watch.await();
    }

    private static Submission blocked(WorkerSpec spec, WorkerResult result, WorkerFailure failure, int attempt) {
        boolean mayPass = failure.kind().isTransient() && attempt < ATTEMPTS_FOR_TRANSIENT_FAILURES;
        if (mayPass || FOR_NO_PERSON.contains(failure.kind())) {
            throw WorkerException.of(failure);
        }
        return new Submission.Blocked(spec.attempt(), trace(spec, result, ""), failure);
    }

    /** To wait for a place takes nothing of the attempt's time, as long as the runtime says that it does. */
    private Worker start(WorkerSpec spec, NodeContext context) throws InterruptedException {
        Duration most = mostTime(spec.attempt().task());
        context.limitTime(most);
        Worker started = runtime.start(spec, waiting -> {
            context.limitTime(LONGEST_WAIT);
            context.waits(waiting.reason());
        });
        context.limitTime(most);
        Worker worker = SpiGuard.guard(Worker.class, started, "worker " + spec.id(), WorkerException.class);
        if (!worker.id().equals(spec.id())) {
            throw ContractException.of(
                    "worker runtime " + runtime.name(),
                    "started [" + worker.id() + "]; expected a worker of the name that was asked for, [" + spec.id()
                            + "]",
                    null);
        }
        return worker;
    }

    private static Submission.Trace trace(WorkerSpec spec, WorkerResult result, String summary) {
        return new Submission.Trace(spec.id(), result.session(), result.usage(), summary);
    }

    /** The runtime ends an attempt by its limits; this is for a runtime that does not. */
    private static Duration mostTime(Task task) {
        Duration checks = task.checks().stream().map(Check::timeout).reduce(Duration.ZERO, Duration::plus);
        return task.limits().attemptTime().plus(checks).plus(MARGIN);
    }

    private static Money moneyLeft(Attempt attempt) {
        Usage spent = attempt.spentBefore();
        return attempt.task().limits().budget().minus(spent.cost());
    }

    private static void requireMoney(Attempt attempt) {
        if (moneyLeft(attempt).equals(Money.ZERO)) {
            throw WorkerException.of(WorkerFailure.of(
                    WorkerFailure.Kind.BUDGET,
                    "task [" + attempt.task().id() + "] has spent its budget of "
                            + attempt.task().limits().budget() + "; raise the task's budget"));
        }
    }
}
