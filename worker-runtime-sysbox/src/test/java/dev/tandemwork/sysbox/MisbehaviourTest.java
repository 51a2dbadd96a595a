package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.Agent;
import dev.tandemwork.agents.AgentStream;
import dev.tandemwork.agents.Agents;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.Invocation;
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
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker can do what it likes: its end has a name and comes in time, another one goes on, and nothing is left. */
@RealDocker
@Timeout(300)
final class MisbehaviourTest {
    private static final String STEADY =
            "for i in 1 2 3 4 5 6; do echo $i; sleep 1; done; docker info >docker.txt && echo fine >fine";
    private static final Limits SMALL = Limits.defaults()
            .withMemoryBytes(512L << 20)
            .withPids(200)
            .withDiskBytes(300L << 20)
            .withAttemptTime(Duration.ofSeconds(90))
            .withIdleTime(Duration.ofSeconds(40));

    /** What a loaded machine may take beyond a limit: two ends of containers, and what they have left. */
    private static final Duration SLACK = Duration.ofSeconds(45);

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;
    private Worker sibling;

    @BeforeEach
    void open() throws Exception {
        runtime = around.runtime()
                .agents(Agents.standard().with(new MuteAgent()))
                .maxWorkers(2)
                .build();
        sibling = start("sibling", STEADY, SMALL);
    }

    @AfterEach
    void theOtherOneHasGoneOn_andNothingIsLeft() throws Exception {
        WorkerResult other = sibling.await();
        runtime.workers().forEach(runtime::remove);
        runtime.close();

        assertThat(other).isInstanceOf(WorkerResult.Produced.class);
        assertThat(around.left()).isEmpty();
    }

    @Test
    void memory_thatRunsOut_isNamed() throws Exception {
        WorkerFailure failure = failure(
                start("hog", "echo eating; python3 -c 'b = [bytearray(1 << 20) for _ in range(4000)]'", SMALL),
                SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
        assertThat(failure.message())
                .isEqualTo("worker of task [hog] ran out of memory; expected at most 536870912 bytes; "
                        + "raise the limit memoryBytes");
    }

    @Test
    void memory_thatRunsOutInsideATaskThatGoesOn_isOnlyTold() throws Exception {
        Worker hardy =
                start("hardy", "python3 -c 'b = [bytearray(1 << 20) for _ in range(4000)]'; echo fine >fine", SMALL);

        assertThat(hardy.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(runtime.transcript(hardy.id()))
                .content()
                .contains("memory ran out in the worker, and the task went on");
    }

    @Test
    void processes_thatMultiply_areEnded_andNamed() throws Exception {
        WorkerFailure failure =
                failure(start("bomb", "bomb() { bomb | bomb & }; bomb; sleep 300", SMALL), SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_PROCESSES);
        assertThat(failure.message())
                .isEqualTo("worker of task [bomb] ran out of processes; expected at most 200 at once; "
                        + "raise the limit pids");
    }

    @Test
    void processes_thatAgentsLack_areNamed() throws Exception {
        WorkerFailure failure =
                failure(start("many", "for i in $(seq 300); do sleep 200 & done; exit 1", SMALL), SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_PROCESSES);
    }

    @Test
    void disk_thatIsFilled_isNamed() throws Exception {
        WorkerFailure failure = failure(
                start("filler", "dd if=/dev/zero of=big bs=1M count=400; sleep 300", SMALL), SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL);
        assertThat(failure.message())
                .matches("worker of task \\[filler] has written [0-9]+ bytes; expected at most 314572800; "
                        + "raise the limit diskBytes");
    }

    @Test
    void disk_thatIsFilledThroughTheInnerEngine_isNamed() throws Exception {
        WorkerFailure failure = failure(
                start("filler", "dd if=/dev/zero of=/var/lib/docker/big bs=1M count=400; sleep 300", SMALL),
                SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL);
    }

    @Test
    void output_ofAGigabyte_isBounded() throws Exception {
        Limits limits = SMALL.withAttemptTime(Duration.ofMinutes(4));
        Worker loud =
                start("loud", "head -c 1073741824 /dev/zero | tr '\\0' x | fold -w 1000; echo done >done", limits);

        WorkerResult result = loud.await();

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        assertThat(Files.size(runtime.transcript(loud.id()))).isLessThan(20L << 20);
    }

    @Test
    void silence_isEnded() throws Exception {
        Limits limits = SMALL.withIdleTime(Duration.ofSeconds(3));

        WorkerFailure failure = failure(start("mute", "sleep 300", limits), limits.idleTime());

        assertThat(failure.kind()).isEqualTo(Kind.IDLE);
        assertThat(failure.message())
                .isEqualTo("agent [command] was silent for more than PT3S and was ended; "
                        + "raise the limit idleTime if that is its way");
    }

    @Test
    void request_toEnd_canNotBeIgnored() throws Exception {
        Limits limits = SMALL.withAttemptTime(Duration.ofSeconds(20));

        WorkerFailure failure = failure(
                start("stubborn", "trap '' TERM INT HUP; while :; do echo still here; sleep 1; done", limits),
                limits.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure.message())
                .isEqualTo("attempt at task [stubborn] took more than PT20S and was ended; "
                        + "raise the limit attemptTime");
    }

    @Test
    void output_thatIsClosed_doesNotHideTheEnd() throws Exception {
        WorkerResult result =
                start("closed", "exec >&- 2>&-; sleep 1; touch change", SMALL).await();

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void agent_thatExitsWithNothing_hasNoResult() throws Exception {
        WorkerFailure failure = failure(start("empty", AgentSpec.named("mute"), SMALL), SMALL.attemptTime());

        assertThat(failure.kind()).isEqualTo(Kind.NO_RESULT);
    }

    @Test
    void worker_thatIsKilledFromOutside_isLost() throws Exception {
        Worker victim = start("victim", "while :; do echo here; sleep 1; done", SMALL);
        Neighbourhood.awaitLine(runtime.transcript(victim.id()), "here");

        around.kill(victim.id());

        WorkerFailure failure = failure(victim, Duration.ZERO);
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(failure.message())
                .isEqualTo("worker of task [victim] exited with 137: it was killed from outside; "
                        + "expected a result; see its transcript");
    }

    @Test
    void worker_thatIsStoppedFromOutside_isLost_forNobodyHasCancelledIt() throws Exception {
        Worker victim = start("victim", "while :; do echo here; sleep 1; done", SMALL);
        Neighbourhood.awaitLine(runtime.transcript(victim.id()), "here");

        around.stop(victim.id());

        WorkerFailure failure = failure(victim, Duration.ZERO);
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(failure.message())
                .isEqualTo("worker of task [victim] was stopped from outside; expected it to be let alone; "
                        + "start it again");
    }

    @Test
    void worker_thatIsRemovedFromOutside_isLost() throws Exception {
        Worker victim = start("victim", "while :; do echo here; sleep 1; done", SMALL);
        Neighbourhood.awaitLine(runtime.transcript(victim.id()), "here");

        around.removeContainer(victim.id());

        WorkerFailure failure = failure(victim, Duration.ZERO);
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(failure.message())
                .isEqualTo("worker of task [victim] is gone: its container was removed from outside; try it again");
    }

    @Test
    void innerEngine_thatIsKilled_isStartedAgain() throws Exception {
        String script = "pkill -KILL dockerd; for i in $(seq 300); do docker info && break; sleep 0.1; done; "
                + "docker info >engine.txt";

        WorkerResult result = start("reviver", script, SMALL).await();

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void innerEngine_thatIsKilledForGood_doesNotHoldTheAttempt() throws Exception {
        String script = "for i in $(seq 60); do pkill -KILL dockerd; echo $i; sleep 0.2; done; touch change";

        WorkerResult result = start("killer", script, SMALL).await();

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
    }

    private Worker start(String task, String script, Limits limits) throws InterruptedException {
        return start(task, AgentSpec.command(List.of("bash", "-c", script)), limits);
    }

    private Worker start(String task, AgentSpec agent, Limits limits) throws InterruptedException {
        Task built = Task.builder(task)
                .instructions("misbehave")
                .repository(around.repositoryUrl())
                .agent(agent)
                .limits(limits)
                .build();
        return runtime.start(WorkerSpec.of(new WorkerId(task + "-1"), Attempt.first(built)));
    }

    /** Returns why a worker has failed, which it does within its limit and what a loaded machine takes. */
    private static WorkerFailure failure(Worker worker, Duration limit) throws InterruptedException, IOException {
        long start = System.nanoTime();
        WorkerResult result = worker.await();

        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
        return ((WorkerResult.Failed) result).failure();
    }

    /** Is to speak as Claude does, and exits with 0 and without a word. */
    private static final class MuteAgent implements Agent {
        @Override
        public String name() {
            return "mute";
        }

        @Override
        public Invocation invoke(Assignment assignment) {
            return new Invocation(List.of("true"), Map.of(), Map.of());
        }

        @Override
        public AgentStream read(Assignment assignment) {
            return Agents.standard().find(AgentSpec.named("claude")).read(assignment);
        }
    }
}
