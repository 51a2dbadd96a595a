package dev.tandemwork.testkit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.worker.FaultyWorkerRuntime.Fault;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerSpec;
import org.junit.jupiter.api.Test;

final class FaultyWorkerRuntimeTest {
    private static final WorkerSpec SPEC = WorkerSpec.of(
            new WorkerId("one-1"),
            Attempt.first(
                    Task.builder("one").instructions("do").repository("memory").build()));

    @Test
    void start_isNull_orForeign_orEndless() throws InterruptedException {
        assertThat(start(Fault.NULL_WORKER)).isNull();
        assertThatThrownBy(() -> start(Fault.FOREIGN_EXCEPTION_AT_START)).isInstanceOf(IllegalStateException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> start(Fault.HANG_AT_START)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void await_isNull_orForeign_orEndless() throws InterruptedException {
        assertThat(start(Fault.NULL_RESULT).await()).isNull();
        assertThatThrownBy(start(Fault.FOREIGN_EXCEPTION_AT_AWAIT)::await).isInstanceOf(IllegalStateException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(start(Fault.HANG_AT_AWAIT)::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void await_answersTwice() throws InterruptedException {
        Worker worker = start(Fault.DIFFERENT_RESULTS);

        assertThat(worker.await()).isNotEqualTo(worker.await());
    }

    @Test
    void events_goOnAfterTheEnd() throws InterruptedException {
        EventRecorder recorder = EventRecorder.ofAll();
        start(Fault.EVENTS_AFTER_COMPLETION).events().subscribe(recorder);

        assertThat(recorder.events()).hasSize(2);
        assertThat(start(Fault.NULL_EVENTS).events()).isNull();
        assertThat(start(Fault.OTHER_NAME).id()).isNotEqualTo(SPEC.id());
    }

    private static Worker start(Fault fault) throws InterruptedException {
        return FaultyWorkerRuntime.with(fault).start(SPEC);
    }
}
