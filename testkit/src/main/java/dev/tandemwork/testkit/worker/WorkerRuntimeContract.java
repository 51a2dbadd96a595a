package dev.tandemwork.testkit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.scm.Change;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Holds an implementation of {@link WorkerRuntime} to its contract. To run it, make a test class that extends this and
 * implement the abstract methods.
 */
@Timeout(120)
public abstract class WorkerRuntimeContract {
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final long SECONDS = 60;

    private final List<WorkerRuntime> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Creates the contract for one test. */
    protected WorkerRuntimeContract() {}

    /**
     * Opens a runtime with two places on what the runtime opened before in the same test has left.
     *
     * @return a runtime that the contract closes
     */
    protected abstract WorkerRuntime open() throws Exception;

    /** Returns a repository with a branch {@code main} that has a commit; the same one at every call of a test. */
    protected abstract String repository() throws Exception;

    /** Returns an agent that behaves so. */
    protected abstract AgentSpec agent(AgentBehaviour behaviour) throws Exception;

    @AfterEach
    final void removeEverything() {
        threads.shutdownNow();
        for (WorkerRuntime runtime : opened) {
            runtime.close();
        }
    }

    @Test
    final void name_isAWord() throws Exception {
        assertThat(runtime().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    final void worker_produces_whenItsAgentChangesSomething() throws Exception {
        WorkerSpec spec = spec("one", AgentBehaviour.CHANGE);

        Change change = produced(runtime().start(spec).await()).change();

        assertThat(change.branch()).isEqualTo("agent/one");
        assertThat(change.repository()).isEqualTo(repository());
        assertThat(change.head()).isNotEqualTo(change.base());
    }

    @Test
    final void worker_isUnchanged_whenItsAgentChangesNothing() throws Exception {
        WorkerResult result =
                runtime().start(spec("one", AgentBehaviour.NOTHING)).await();

        assertThat(result).isInstanceOf(WorkerResult.Unchanged.class);
    }

    @Test
    final void worker_fails_whenItsAgentDoes() throws Exception {
        WorkerResult result = runtime().start(spec("one", AgentBehaviour.FAIL)).await();

        assertThat(result)
                .isInstanceOfSatisfying(
                        WorkerResult.Failed.class,
                        failed -> assertThat(failed.failure().message()).isNotBlank());
    }

    @Test
    final void worker_hasTheNameItWasGiven() throws Exception {
        WorkerSpec spec = spec("one", AgentBehaviour.NOTHING);

        assertThat(runtime().start(spec).id()).isEqualTo(spec.id());
    }

    @Test
    final void await_returnsTheSame_atEveryCall() throws Exception {
        Worker worker = runtime().start(spec("one", AgentBehaviour.CHANGE));

        assertThat(worker.await()).isEqualTo(worker.await());
    }

    @Test
    final void await_canBeInterrupted_andTheWorkerGoesOn() throws Exception {
        WorkerRuntime runtime = runtime();
        Worker worker = runtime.start(spec("one", AgentBehaviour.HANG));
        Thread.currentThread().interrupt();

        assertThatThrownBy(worker::await).isInstanceOf(InterruptedException.class);

        assertThat(runtime.capacity().free()).isEqualTo(1);
    }

    @Test
    final void start_ofOneName_isOneWorker() throws Exception {
        WorkerRuntime runtime = runtime();
        WorkerSpec spec = spec("one", AgentBehaviour.CHANGE);
        Future<Worker> other = threads.submit(() -> runtime.start(spec));

        WorkerResult result = runtime.start(spec).await();

        assertThat(other.get(SECONDS, TimeUnit.SECONDS).await()).isEqualTo(result);
        assertThat(runtime.workers()).containsExactly(spec.id());
        assertThat(runtime.start(spec).await()).isEqualTo(result);
    }

    @Test
    final void capacity_countsWhatRuns() throws Exception {
        WorkerRuntime runtime = runtime();
        assertThat(runtime.capacity()).isEqualTo(new Capacity(2, 2));

        Worker worker = runtime.start(spec("one", AgentBehaviour.HANG));

        assertThat(runtime.capacity()).isEqualTo(new Capacity(2, 1));
        worker.cancel(Duration.ZERO);
        worker.await();
        assertThat(runtime.capacity()).isEqualTo(new Capacity(2, 2));
    }

    @Test
    final void start_waitsForAPlace() throws Exception {
        WorkerRuntime runtime = runtime();
        Worker first = runtime.start(spec("one", AgentBehaviour.HANG));
        runtime.start(spec("two", AgentBehaviour.HANG));
        Future<Worker> third = threads.submit(() -> runtime.start(spec("three", AgentBehaviour.CHANGE)));
        assertThatThrownBy(() -> third.get(GRACE.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        first.cancel(Duration.ZERO);

        assertThat(third.get(SECONDS, TimeUnit.SECONDS).await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    final void start_tellsThatItWaits() throws Exception {
        WorkerRuntime runtime = runtime();
        Worker first = runtime.start(spec("one", AgentBehaviour.HANG));
        runtime.start(spec("two", AgentBehaviour.HANG));
        BlockingQueue<Waiting> told = new LinkedBlockingQueue<>();
        Future<Worker> third = threads.submit(() -> runtime.start(spec("three", AgentBehaviour.CHANGE), told::add));

        assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();

        first.cancel(Duration.ZERO);
        assertThat(third.get(SECONDS, TimeUnit.SECONDS).await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    final void start_tellsOfNoWait_whenThereIsAPlace() throws Exception {
        List<Waiting> told = new CopyOnWriteArrayList<>();

        runtime().start(spec("one", AgentBehaviour.NOTHING), told::add).await();

        assertThat(told).isEmpty();
    }

    @Test
    final void start_canBeInterrupted_whileItWaits() throws Exception {
        WorkerRuntime runtime = runtime();
        runtime.start(spec("one", AgentBehaviour.HANG));
        runtime.start(spec("two", AgentBehaviour.HANG));
        WorkerSpec third = spec("three", AgentBehaviour.CHANGE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runtime.start(third)).isInstanceOf(InterruptedException.class);

        assertThat(runtime.workers()).hasSize(2).doesNotContain(third.id());
    }

    @Test
    final void cancel_endsAWorkerThatHangs() throws Exception {
        Worker worker = runtime().start(spec("one", AgentBehaviour.HANG));
        long start = System.nanoTime();

        worker.cancel(GRACE);

        assertThat(kind(worker.await())).isEqualTo(Kind.CANCELLED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GRACE.plusSeconds(5));
    }

    @Test
    final void cancel_ofAnEndedWorker_hasNoEffect() throws Exception {
        Worker worker = runtime().start(spec("one", AgentBehaviour.CHANGE));
        WorkerResult result = worker.await();

        worker.cancel(Duration.ZERO);

        assertThat(worker.await()).isEqualTo(result);
    }

    @Test
    final void events_complete_whenTheWorkerHasEnded() throws Exception {
        EventRecorder recorder = EventRecorder.ofAll();
        Worker worker = runtime().start(spec("one", AgentBehaviour.CHANGE));
        worker.events().subscribe(recorder);
        worker.await();

        assertThat(recorder.completes(SECONDS)).isTrue();
    }

    @Test
    final void events_ofAnEndedWorker_completeAtOnce() throws Exception {
        EventRecorder recorder = EventRecorder.ofAll();
        Worker worker = runtime().start(spec("one", AgentBehaviour.CHANGE));
        worker.await();
        worker.events().subscribe(recorder);

        assertThat(recorder.completes(SECONDS)).isTrue();
    }

    @Test
    final void events_thatNobodyTakes_doNotSlowTheWorker() throws Exception {
        EventRecorder lazy = EventRecorder.ofFirst(0);
        Worker worker = runtime().start(spec("one", AgentBehaviour.CHANGE));
        worker.events().subscribe(lazy);

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(lazy.subscribes(SECONDS)).isTrue();
    }

    @Test
    final void adopt_isEmpty_whenThereIsNone() throws Exception {
        assertThat(runtime().adopt(new WorkerId("nobody"))).isEmpty();
    }

    @Test
    final void adopt_findsTheResult_inAnotherLife() throws Exception {
        WorkerRuntime first = runtime();
        WorkerSpec spec = spec("one", AgentBehaviour.CHANGE);
        WorkerResult result = first.start(spec).await();
        first.close();

        WorkerRuntime second = runtime();

        assertThat(second.workers()).containsExactly(spec.id());
        assertThat(second.adopt(spec.id()).orElseThrow().await()).isEqualTo(result);
        assertThat(second.start(spec).await()).isEqualTo(result);
    }

    @Test
    final void adopt_findsAWorkerThatRan_inAnotherLife() throws Exception {
        WorkerRuntime first = runtime();
        WorkerSpec spec = spec("one", AgentBehaviour.HANG);
        first.start(spec);
        first.close();

        Worker worker = runtime().adopt(spec.id()).orElseThrow();
        worker.cancel(GRACE);

        assertThat(kind(worker.await())).isEqualTo(Kind.CANCELLED);
    }

    @Test
    final void remove_endsAndForgets() throws Exception {
        WorkerRuntime runtime = runtime();
        Worker worker = runtime.start(spec("one", AgentBehaviour.HANG));

        runtime.remove(worker.id());

        assertThat(worker.await()).isInstanceOf(WorkerResult.Failed.class);
        assertThat(runtime.adopt(worker.id())).isEmpty();
        assertThat(runtime.workers()).isEmpty();
        assertThat(runtime.capacity()).isEqualTo(new Capacity(2, 2));
    }

    @Test
    final void remove_ofWhatIsNotThere_hasNoEffect() throws Exception {
        WorkerRuntime runtime = runtime();

        runtime.remove(new WorkerId("nobody"));

        assertThat(runtime.workers()).isEmpty();
    }

    @Test
    final void start_afterRemoval_isAnotherWorker() throws Exception {
        WorkerRuntime runtime = runtime();
        WorkerSpec spec = spec("one", AgentBehaviour.CHANGE);
        Worker first = runtime.start(spec);
        first.await();
        runtime.remove(spec.id());

        assertThat(runtime.start(spec)).isNotSameAs(first);
    }

    @Test
    final void nextAttempt_goesOnFromTheOneBefore() throws Exception {
        WorkerRuntime runtime = runtime();
        WorkerSpec first = spec("one", AgentBehaviour.CHANGE);
        WorkerResult.Produced made = produced(runtime.start(first).await());

        WorkerResult.Produced mended =
                produced(runtime.start(after(first, made)).await());

        assertThat(mended.change().branch()).isEqualTo(made.change().branch());
        assertThat(mended.change().head()).isNotEqualTo(made.change().head());
    }

    @Test
    final void nextAttempt_goesOn_whenTheWorkerBeforeWasRemoved() throws Exception {
        WorkerRuntime runtime = runtime();
        WorkerSpec first = spec("one", AgentBehaviour.CHANGE);
        WorkerResult.Produced made = produced(runtime.start(first).await());
        runtime.remove(first.id());

        WorkerResult.Produced mended =
                produced(runtime.start(after(first, made)).await());

        assertThat(mended.change().head()).isNotEqualTo(made.change().head());
    }

    @Test
    final void workers_runSideBySide() throws Exception {
        WorkerRuntime runtime = runtime();
        Worker hanging = runtime.start(spec("one", AgentBehaviour.HANG));

        WorkerResult other = runtime.start(spec("two", AgentBehaviour.CHANGE)).await();

        assertThat(other).isInstanceOf(WorkerResult.Produced.class);
        CompletableFuture<WorkerResult> pending = CompletableFuture.supplyAsync(() -> result(hanging), threads);
        assertThat(pending).isNotDone();
    }

    final WorkerRuntime runtime() throws Exception {
        WorkerRuntime runtime = open();
        opened.add(runtime);
        return runtime;
    }

    private WorkerSpec spec(String task, AgentBehaviour behaviour) throws Exception {
        return spec(task(task, behaviour).build());
    }

    final Task.Builder task(String id, AgentBehaviour behaviour) throws Exception {
        return Task.builder(id)
                .instructions("behave as [" + behaviour + "]")
                .repository(repository())
                .agent(agent(behaviour));
    }

    static WorkerSpec spec(Task task) {
        return WorkerSpec.of(new WorkerId(task.id() + "-1"), Attempt.first(task));
    }

    private static WorkerSpec after(WorkerSpec first, WorkerResult.Produced made) {
        Attempt.Previous left =
                new Attempt.Previous(first.id(), made.session(), Optional.of(made.change()), made.usage());
        return WorkerSpec.of(new WorkerId("one-2"), first.attempt().next(left, Feedback.review(List.of())));
    }

    static WorkerResult.Produced produced(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        return (WorkerResult.Produced) result;
    }

    static Kind kind(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        return ((WorkerResult.Failed) result).failure().kind();
    }

    private static WorkerResult result(Worker worker) {
        try {
            return worker.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
