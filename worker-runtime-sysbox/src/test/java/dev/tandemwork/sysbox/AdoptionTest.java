package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the next program makes of what it finds: of workers that it knows, and of what nobody knows. */
@RealDocker
@Timeout(180)
final class AdoptionTest {
    private static final String WAITING = "echo here; until test -e /tmp/go; do sleep 0.2; done; echo fine >fine";
    private static final Duration GRACE = Duration.ofSeconds(4);

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;

    @BeforeEach
    void open() {
        runtime = runtime(GRACE);
    }

    private SysboxWorkerRuntime runtime(Duration orphan) {
        return around.runtime()
                .times(times -> times.withSweep(Duration.ofMillis(200), orphan))
                .maxWorkers(2)
                .build();
    }

    private void openNext(Duration orphan) {
        runtime.close();
        runtime = runtime(orphan);
    }

    @AfterEach
    void nothingIsLeft() {
        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void worker_thatRuns_goesOn() throws Exception {
        WorkerId id = start(Limits.defaults());
        openNext(Duration.ofMinutes(10));

        around.letGo(id);

        assertThat(adopted(id)).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void worker_thatHasEndedMeanwhile_isCollected_andNotStartedAgain() throws Exception {
        WorkerId id = startToItsChecks();
        Optional<Instant> started = around.state(id).flatMap(ContainerState::startedAt);
        runtime.close();
        around.letGo(id);
        around.awaitExit(id);
        runtime = runtime(GRACE);

        WorkerResult result = adopted(id);

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        assertThat(around.state(id).flatMap(ContainerState::startedAt)).isEqualTo(started);
        assertThat(runtime.leftBy(id).resolve("transcript.log")).content().contains("here");
    }

    @Test
    void worker_thatWasKilledMeanwhile_isLost_andNotStartedAgain() throws Exception {
        WorkerId id = start(Limits.defaults());
        runtime.close();
        around.kill(id);
        around.awaitExit(id);
        runtime = runtime(GRACE);

        assertFailed(adopted(id), Kind.LOST, "exited with 137: it was killed from outside");
        assertThat(around.runs(id)).isFalse();
    }

    @Test
    void worker_thatIsGone_isLost() throws Exception {
        WorkerId id = start(Limits.defaults());
        runtime.close();
        around.removeContainer(id);
        runtime = runtime(GRACE);

        assertFailed(
                adopted(id),
                Kind.LOST,
                "worker of task [one] is gone: its container was removed from outside; try it again");
    }

    @Test
    void worker_thatNobodyAdopts_isEnded_onceItsTimeIsOver() throws Exception {
        WorkerId id = start(Limits.defaults().withAttemptTime(Duration.ofSeconds(10)));
        openNext(Duration.ofSeconds(2));

        Neighbourhood.awaitFile(
                around.folder().resolve("workers").resolve(id.value()).resolve("result.json"));

        assertFailed(adopted(id), Kind.TIMEOUT, "attempt at task [one] took more than PT10S and was ended");
        assertThat(around.runs(id)).isFalse();
    }

    @Test
    void stranger_isLeftWhileYoung_andRemovedWhenOld_withItsVolume() throws Exception {
        long start = System.nanoTime();
        Strangers strangers = new Strangers(around);
        strangers.plant("stranger");

        strangers.awaitGone("stranger");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(GRACE);
        assertThat(around.left()).noneMatch(name -> name.contains("stranger"));
    }

    @Test
    void network_thatNobodyIsIn_isRemovedWhenOld() throws Exception {
        Strangers strangers = new Strangers(around);
        strangers.plantNetwork("lane-10-213-200-0", "10.213.200.0/28");

        strangers.awaitGone("lane-10-213-200-0");

        assertThat(around.left()).noneMatch(name -> name.contains("lane-10-213-200-0"));
    }

    @Test
    void strangers_ofAnotherOwner_andLiveWorkers_areLetAlone() throws Exception {
        WorkerId id = start(Limits.defaults());
        openNext(Duration.ofSeconds(2));
        Strangers foreign = new Strangers(around, "tandemwork-foreign");
        foreign.plant("stranger");
        Strangers strangers = new Strangers(around);
        strangers.plant("stranger");

        strangers.awaitGone("stranger");

        assertThat(foreign.isThere("stranger")).isTrue();
        assertThat(around.runs(id)).isTrue();
        foreign.removeAll();
    }

    private WorkerId start(Limits limits) throws Exception {
        return started(task(WAITING, limits).build(), "here");
    }

    /** The agent has ended, and this runtime has said that it counts: from there on the worker ends by itself. */
    private WorkerId startToItsChecks() throws Exception {
        Check waiting = new Check("wait", List.of("bash", "-c", WAITING), Duration.ofMinutes(5));
        return started(
                task("echo here; echo fine >fine", Limits.defaults())
                        .check(waiting)
                        .build(),
                "--- checks");
    }

    private Task.Builder task(String script, Limits limits) {
        return Task.builder("one")
                .instructions("wait")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(limits.withMemoryBytes(512L << 20));
    }

    private WorkerId started(Task task, String sign) throws Exception {
        WorkerId id = runtime.start(WorkerSpec.of(new WorkerId("one-1"), Attempt.first(task)))
                .id();
        Neighbourhood.awaitLine(runtime.transcript(id), sign);
        return id;
    }

    private WorkerResult adopted(WorkerId id) throws InterruptedException {
        return runtime.adopt(id).orElseThrow().await();
    }

    private static void assertFailed(WorkerResult result, Kind kind, String words) {
        assertThat(result).isInstanceOfSatisfying(WorkerResult.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(kind);
            assertThat(failed.failure().message()).contains(words);
        });
    }
}
