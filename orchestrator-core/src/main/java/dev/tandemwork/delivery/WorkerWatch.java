package dev.tandemwork.delivery;

import dev.tandemwork.ContractException;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Follows a worker: shows what it tells, counts what it spends, and ends it when the money is gone. */
final class WorkerWatch implements Flow.Subscriber<WorkerEvent> {
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Worker worker;
    private final NodeContext context;
    private final Money left;
    private Usage counted = Usage.NONE;
    private boolean ended;
    private boolean overdrawn;
    private @Nullable ContractException broken;

    private WorkerWatch(Worker worker, NodeContext context, Money left) {
        this.worker = worker;
        this.context = context;
        this.left = left;
    }

    static WorkerWatch of(Worker worker, NodeContext context, Money left) {
        WorkerWatch watch = new WorkerWatch(worker, context, left);
        worker.events().subscribe(watch);
        return watch;
    }

    WorkerResult await() throws InterruptedException {
        WorkerResult result = worker.await();
        if (!result.equals(worker.await())) {
            throw ContractException.of(
                    "worker " + worker.id(),
                    "returned two results from await(); expected the same at every call",
                    null);
        }
        count(result.usage());
        synchronized (this) {
            if (broken != null) {
                throw broken;
            }
            if (overdrawn) {
                throw WorkerException.of(WorkerFailure.of(
                        WorkerFailure.Kind.BUDGET,
                        "worker [" + worker.id() + "] was ended when it had spent " + left
                                + ", which was left of its task's budget; raise the task's budget"));
            }
        }
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(WorkerEvent event) {
        if (ended && broken == null) {
            broken = ContractException.of(
                    "worker " + worker.id(), "told of " + event + " after it had ended; expected nothing more", null);
        }
        if (event instanceof WorkerEvent.Spent spent) {
            context.progress();
            count(spent.total());
        } else {
            context.log(describe(event));
        }
    }

    private synchronized void count(Usage total) {
        Usage more = total.since(counted);
        if (!more.equals(Usage.NONE)) {
            counted = counted.plus(more);
            context.spend(more);
        }
        if (counted.cost().exceeds(left) && !overdrawn) {
            overdrawn = true;
            worker.cancel(GRACE);
        }
    }

    @Override
    public void onError(Throwable failure) {
        context.log("events of worker " + worker.id() + " are lost: " + failure);
    }

    @Override
    public synchronized void onComplete() {
        if (ended && broken == null) {
            broken = ContractException.of("worker " + worker.id(), "ended twice; expected once", null);
        }
        ended = true;
    }

    private static String describe(WorkerEvent event) {
        if (event instanceof WorkerEvent.Line line) {
            return line.text();
        }
        if (event instanceof WorkerEvent.Said said) {
            return said.text();
        }
        if (event instanceof WorkerEvent.UsedTool tool) {
            return "[" + tool.tool() + "] " + tool.detail();
        }
        if (event instanceof WorkerEvent.Phase phase) {
            return "phase: " + phase.phase();
        }
        return "dropped " + ((WorkerEvent.Dropped) event).bytes() + " bytes of output";
    }
}
