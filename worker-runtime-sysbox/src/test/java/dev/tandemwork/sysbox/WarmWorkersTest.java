package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers that find their sandbox made and ready. */
@RealDocker
@Timeout(180)
final class WarmWorkersTest {
    private static final Limits LIMITS =
            Limits.defaults().withMemoryBytes(512L << 20).withAttemptTime(Duration.ofSeconds(20));

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;

    @BeforeEach
    void open() {
        runtime = around.runtime().warm(1, LIMITS).build();
    }

    @AfterEach
    void nothingIsLeft() {
        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void worker_takesTheOneThatIsReady_andAnotherTakesItsPlace() throws Exception {
        ContainerState ready = awaitReady(state -> true);

        WorkerResult first = run("one");
        ContainerState next = awaitReady(state -> !state.id().equals(ready.id()));

        assertThat(first).isInstanceOf(WorkerResult.Produced.class);
        assertThat(ended()).containsExactly(ready.name());
        assertThat(next.name()).isNotEqualTo(ready.name());
    }

    @Test
    void time_thatItWasKept_isNotTheAttempts() throws Exception {
        Duration kept = LIMITS.attemptTime().plusSeconds(1);
        ContainerState ready = awaitReady(state -> isOlderThan(kept, state));

        WorkerResult result = run("one");

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        assertThat(ended()).containsExactly(ready.name());
    }

    @Test
    void start_thatIsCalledOff_leavesNothing() throws Exception {
        await(this::warm);

        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    private WorkerResult run(String task) throws InterruptedException {
        Task spec = Task.builder(task)
                .instructions("write a file")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", "echo fine >fine")))
                .limits(LIMITS)
                .build();
        return runtime.start(WorkerSpec.of(new WorkerId(task + "-1"), Attempt.first(spec)))
                .await();
    }

    /** The one that was ready has worked: it is the only one that has ended. */
    private List<String> ended() {
        return around.containers().stream()
                .filter(state -> !state.running())
                .map(ContainerState::name)
                .toList();
    }

    private static boolean isOlderThan(Duration age, ContainerState state) {
        return state.startedAt()
                .map(age::addTo)
                .map(Instant::from)
                .filter(Instant.now()::isAfter)
                .isPresent();
    }

    private ContainerState awaitReady(Predicate<ContainerState> wanted) throws InterruptedException {
        return await(() -> warm().filter(state -> around.succeeds(state, "test", "-e", "/run/tandemwork/engine-ready"))
                .filter(wanted));
    }

    private static <T> T await(Supplier<Optional<T>> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        Optional<T> found = wanted.get();
        while (found.isEmpty()) {
            assertThat(System.nanoTime()).as("time to become warm").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
            found = wanted.get();
        }
        return found.get();
    }

    private Optional<ContainerState> warm() {
        return around.containers().stream()
                .filter(state -> state.name().contains("-warm-") && state.running())
                .findFirst();
    }
}
