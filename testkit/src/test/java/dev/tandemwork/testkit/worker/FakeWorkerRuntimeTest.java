package dev.tandemwork.testkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class FakeWorkerRuntimeTest extends WorkerRuntimeContract {
    private final FakeWorkerRuntime runtime = FakeWorkerRuntime.of(2);

    @Override
    protected WorkerRuntime open() {
        return runtime.reopen();
    }

    @Override
    protected String repository() {
        return "memory";
    }

    /** The script goes by the task's name, of which the contract has three. */
    @Override
    protected AgentSpec agent(AgentBehaviour behaviour) {
        if (behaviour == AgentBehaviour.NOTHING) {
            runtime.script("one", 1, FakeResults.unchanged());
        } else if (behaviour == AgentBehaviour.FAIL) {
            runtime.script("one", 1, FakeResults.failed(WorkerFailure.Kind.AGENT_ERROR, "the agent gave up"));
        } else if (behaviour == AgentBehaviour.HANG) {
            runtime.hold(runtime.starts().isEmpty() ? "one" : "two", 1);
        }
        return AgentSpec.command(List.of("fake"));
    }

    @Test
    void worker_ends_whenItsLatchIsOpened() throws InterruptedException {
        CountDownLatch latch = runtime.hold("slow", 1);
        runtime.script("slow", 1, FakeResults.unchanged());
        Worker worker = runtime.start(spec("slow"));
        latch.countDown();

        assertThat(worker.await()).isEqualTo(FakeResults.unchanged());
    }

    @Test
    void starts_areRecordedOnce() throws InterruptedException {
        runtime.start(spec("a")).await();
        runtime.start(spec("b")).await();
        runtime.start(spec("a")).await();

        assertThat(runtime.starts()).containsExactly(spec("a"), spec("b"));
        assertThat(runtime.attempts()).hasSize(2);
    }

    private static WorkerSpec spec(String task) {
        Task built = Task.builder(task).instructions("do").repository("memory").build();
        return WorkerSpec.of(new WorkerId(task + "-1"), Attempt.first(built));
    }
}
