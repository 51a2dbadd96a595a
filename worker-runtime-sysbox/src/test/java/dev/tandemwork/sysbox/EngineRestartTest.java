package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.DockerDeadlines;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An engine that is really stopped, frozen, killed and started again. */
@RealDocker
@Timeout(300)
final class EngineRestartTest {
    private static final String WAITING =
            "echo here; until test -e /tmp/go; do echo tick; sleep 0.2; done; echo fine >fine";
    private static final Duration LOST = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(75);

    private static SecondEngine engine;

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = SecondEngine.with(Neighbourhood.WORKER_IMAGE, Neighbourhood.PROXY_IMAGE);
    }

    @AfterAll
    static void endEngine() throws Exception {
        engine.remove();
    }

    @BeforeEach
    void open() {
        around.engine(engine.uri());
        runtime = around.runtime()
                .maxWorkers(2)
                .deadlines(new DockerDeadlines(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(60)))
                .times(times -> times.withEngine(Duration.ofSeconds(1), LOST)
                        .withSweep(Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .build();
    }

    @AfterEach
    void nothingIsLeft() {
        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void engine_thatIsStartedAgain_losesItsWorkers_andTakesNewOnes() throws Exception {
        Worker worker = waiting("restarted");

        engine.stop();
        engine.start();

        assertThat(failure(worker).kind()).isEqualTo(Kind.LOST);
        assertThat(quick("after").await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatStaysStopped_losesItsWorkers_inTime() throws Exception {
        Worker worker = waiting("stopped");
        engine.stop();

        WorkerFailure failure = failure(worker);

        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        engine.start();
    }

    @Test
    void engine_thatIsKilled_losesItsWorkers_andTakesNewOnes() throws Exception {
        Worker worker = waiting("killed");

        engine.crash();
        engine.start();

        assertThat(failure(worker).kind()).isEqualTo(Kind.LOST);
        assertThat(quick("after").await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatFreezesForAMoment_costsNothing() throws Exception {
        Worker worker = waiting("moment");
        engine.freeze();
        TimeUnit.SECONDS.sleep(3);
        engine.thaw();

        around.letGo(worker.id());

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatStaysFrozen_losesItsWorkers_andEndsThemWhenItIsBack() throws Exception {
        Worker worker = waiting("frozen");
        engine.freeze();

        WorkerFailure failure = failure(worker);
        engine.thaw();

        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        around.awaitExit(worker.id());
    }

    private Worker waiting(String task) throws Exception {
        Worker worker = start(task, WAITING);
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), "here");
        return worker;
    }

    private Worker quick(String task) throws Exception {
        return start(task, "echo fine >fine");
    }

    private Worker start(String task, String script) throws Exception {
        Task built = Task.builder(task)
                .instructions("wait")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(Limits.defaults().withMemoryBytes(512L << 20))
                .build();
        return runtime.start(WorkerSpec.of(new WorkerId(task + "-1"), Attempt.first(built)));
    }

    private static WorkerFailure failure(Worker worker) throws InterruptedException {
        long start = System.nanoTime();
        WorkerResult result = worker.await();

        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        return ((WorkerResult.Failed) result).failure();
    }
}
