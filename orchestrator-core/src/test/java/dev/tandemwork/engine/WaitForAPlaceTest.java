package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.DevelopNode;
import dev.tandemwork.delivery.Submission;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An attempt whose worker waits for a place for much longer than the attempt itself may take. */
@Timeout(60)
final class WaitForAPlaceTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualClock clock = new VirtualClock();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Engine engine = Engine.builder()
            .scheduling(ready::add, clock)
            .slots(Delivery.WORKERS, 1)
            .build();
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    private Outcome<Submission> develop(WorkerRuntime runtime) throws InterruptedException {
        Task task = Task.builder("api").instructions("do").repository("r").build();
        Run<Submission> run = engine.start(
                DevelopNode.of(runtime, Map.of(), agent -> Set.of()),
                Attempt.first(task),
                RunOptions.unnamed().withListener(events::add));
        do {
            for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
                next.run();
            }
        } while (clock.tick());
        return run.await(Duration.ZERO).orElseThrow();
    }

    private void pass(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        clock.after(time, () -> {});
        while (clock.nanoTime() < end) {
            clock.tick();
        }
    }

    @Test
    void wait_thatIsTold_isNoPartOfTheAttempt() throws InterruptedException {
        Outcome<Submission> outcome = develop(new FullRuntime(true));

        assertThat(outcome.result()).containsInstanceOf(Submission.Unchanged.class);
    }

    @Test
    void wait_isTold_withItsBeginning() throws InterruptedException {
        Instant begin = clock.now();
        develop(new FullRuntime(true));

        assertThat(events)
                .filteredOn(RunEvent.Waiting.class::isInstance)
                .extracting(event -> ((RunEvent.Waiting) event).reason())
                .containsExactly("for memory, 1 before it", "for memory, first in line");
        assertThat(events)
                .filteredOn(RunEvent.Waiting.class::isInstance)
                .allMatch(event -> ((RunEvent.Waiting) event).since().equals(begin));
    }

    @Test
    void start_thatIsSilent_isEnded() throws InterruptedException {
        assertThat(develop(new FullRuntime(false)).result()).isEmpty();
    }

    /** Has no place for two days. */
    private final class FullRuntime implements WorkerRuntime {
        private final boolean tells;

        FullRuntime(boolean tells) {
            this.tells = tells;
        }

        @Override
        public String name() {
            return "full";
        }

        @Override
        public Worker start(WorkerSpec spec) {
            pass(LONG.multipliedBy(2));
            return new DoneWorker(spec.id());
        }

        @Override
        public Worker start(WorkerSpec spec, Consumer<Waiting> listener) {
            if (!tells) {
                return start(spec);
            }
            listener.accept(new Waiting("for memory, 1 before it"));
            pass(LONG);
            listener.accept(new Waiting("for memory, first in line"));
            pass(LONG);
            return new DoneWorker(spec.id());
        }

        @Override
        public Optional<Worker> adopt(WorkerId id) {
            return Optional.empty();
        }

        @Override
        public List<WorkerId> workers() {
            return List.of();
        }

        @Override
        public void remove(WorkerId id) {}

        @Override
        public Capacity capacity() {
            return new Capacity(1, 0);
        }

        @Override
        public void close() {}
    }

    /** Has changed nothing. */
    private record DoneWorker(WorkerId id) implements Worker {
        @Override
        public Flow.Publisher<WorkerEvent> events() {
            return new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());
        }

        @Override
        public WorkerResult await() {
            return new WorkerResult.Unchanged("nothing to do", Optional.empty(), Usage.NONE);
        }

        @Override
        public void cancel(Duration grace) {}
    }
}
