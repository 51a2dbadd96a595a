package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.DockerDeadlines;
import dev.tandemwork.sysbox.internal.docker.EngineProxy;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An engine that freezes, dies or loses a connection gives each worker an end that has a name, in time. */
@RealDocker
@Timeout(240)
final class DaemonFaultTest {
    /** Goes on while the file that the test makes in the worker is not there. */
    private static final String WAITING =
            "echo here; until test -e /tmp/go; do echo tick; sleep 0.2; done; echo fine >fine";

    private static final Duration LOST = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private EngineProxy engine;
    private SysboxWorkerRuntime runtime;

    @BeforeEach
    void open() throws Exception {
        engine = EngineProxy.unix(around.folder());
        runtime = runtime();
    }

    private SysboxWorkerRuntime runtime() {
        return runtime(LOST);
    }

    private SysboxWorkerRuntime runtime(Duration lost) {
        return around.runtime()
                .docker(engine.uri())
                .maxWorkers(2)
                .deadlines(new DockerDeadlines(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60)))
                .times(times -> times.withEngine(Duration.ofSeconds(1), lost)
                        .withSweep(Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .build();
    }

    @AfterEach
    void nothingIsLeft() {
        engine.thaw();
        runtime.workers().forEach(runtime::remove);
        runtime.close();
        engine.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void connection_thatIsCut_isMadeAgain_andNothingIsMissed() throws Exception {
        Worker worker = start("cut");

        for (int i = 0; i < 5; i++) {
            engine.cut();
            TimeUnit.MILLISECONDS.sleep(300);
        }
        around.letGo(worker.id());

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void end_thatCameWhileNobodyListened_isHeard() throws Exception {
        runtime.close();
        runtime = runtime(PATIENCE);
        Check waiting = new Check("wait", List.of("bash", "-c", WAITING), PATIENCE);
        Worker worker = start(task("deaf", "echo fine >fine").check(waiting).build(), "--- checks");
        engine.freeze();
        engine.cut();

        around.letGo(worker.id());
        around.awaitExit(worker.id());
        engine.thaw();

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatFreezesForAMoment_costsNothing() throws Exception {
        Worker worker = start("moment");
        engine.freeze();
        around.letGo(worker.id());
        TimeUnit.SECONDS.sleep(2);

        engine.thaw();

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatStaysFrozen_losesItsWorkers_inTime() throws Exception {
        Worker worker = start("frozen");
        Worker other = start("beside");
        long start = System.nanoTime();

        engine.freeze();

        assertLost(worker.await(), "did not answer within PT5S");
        assertLost(other.await(), "did not answer within PT5S");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    @Test
    void worker_thatWasLostWithItsEngine_isEnded_whenTheEngineIsBack() throws Exception {
        Worker worker = start("lost");
        engine.freeze();
        worker.await();
        assertThat(around.runs(worker.id())).isTrue();

        engine.thaw();

        around.awaitExit(worker.id());
    }

    @Test
    void runtime_canBeClosed_whileItsEngineIsFrozen_andTheNextOneGoesOn() throws Exception {
        Worker worker = start("closed");
        long start = System.nanoTime();
        engine.freeze();
        runtime.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        engine.thaw();
        runtime = runtime();
        Worker adopted = runtime.adopt(worker.id()).orElseThrow();
        around.letGo(worker.id());
        assertThat(adopted.await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void engine_thatIsGone_losesItsWorkers_andSaysHowToStartIt() throws Exception {
        Worker worker = start("gone");

        engine.close();

        assertLost(worker.await(), "start it, for example with systemctl start docker");
        engine = EngineProxy.unix(Files.createTempDirectory(around.folder(), "again"));
        runtime.close();
        runtime = runtime();
    }

    @Test
    void newWorkers_wait_whileTheHostIsSuspect() throws Exception {
        start("first");
        engine.freeze();
        awaitFree(0);

        engine.thaw();

        awaitFree(1);
    }

    /** The first has lost its place with its engine, so that one more is free than when it began. */
    private void awaitFree(int atLeast) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.plus(PATIENCE).toNanos();
        while (atLeast == 0 ? runtime.capacity().free() > 0 : runtime.capacity().free() < atLeast) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Worker start(String task) throws Exception {
        return start(task(task, WAITING).build(), "here");
    }

    private Task.Builder task(String id, String script) {
        return Task.builder(id)
                .instructions("wait")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(Limits.defaults().withMemoryBytes(512L << 20));
    }

    private Worker start(Task task, String sign) throws Exception {
        Worker worker = runtime.start(WorkerSpec.of(new WorkerId(task.id() + "-1"), Attempt.first(task)));
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), sign);
        return worker;
    }

    private static void assertLost(WorkerResult result, String why) {
        assertThat(result).isInstanceOfSatisfying(WorkerResult.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(Kind.LOST);
            assertThat(failed.failure().message()).contains(why);
        });
    }
}
