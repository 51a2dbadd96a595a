package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However an attempt ends, what it has said, changed and made is kept. */
@RealDocker
@Timeout(300)
final class KeptWorkTest {
    private static final WorkerId ID = new WorkerId("one-1");
    private static final Limits LIMITS =
            Limits.defaults().withMemoryBytes(512L << 20).withAttemptTime(Duration.ofMinutes(2));
    private static final String WORK =
            "echo working; echo grown >> README.md; echo new > new.txt; echo shot > $TANDEMWORK_ARTIFACTS/shot.txt; ";
    private static final String FOR_EVER = "while :; do echo here; sleep 1; done";

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private SysboxWorkerRuntime runtime;

    @BeforeEach
    void open() {
        runtime = around.runtime().build();
    }

    @AfterEach
    void close() {
        runtime.workers().forEach(runtime::remove);
        runtime.close();
    }

    @Test
    void success() throws Exception {
        WorkerResult result = start("true", LIMITS).await();

        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        assertWorkIsKept();
        assertThat(left("checks/first.log")).hasContent("checked");
    }

    @Test
    void failure() throws Exception {
        assertThat(kind(start("exit 3", LIMITS))).isEqualTo(Kind.AGENT_ERROR);
        assertWorkIsKept();
    }

    @Test
    void timeout() throws Exception {
        Limits short20 = LIMITS.withAttemptTime(Duration.ofSeconds(20));

        assertThat(kind(start(FOR_EVER, short20))).isEqualTo(Kind.TIMEOUT);
        assertWorkIsKept();
    }

    @Test
    void silence() throws Exception {
        Limits quiet = LIMITS.withIdleTime(Duration.ofSeconds(3));

        assertThat(kind(start("sleep 300", quiet))).isEqualTo(Kind.IDLE);
        assertWorkIsKept();
    }

    @Test
    void cancel() throws Exception {
        Worker worker = start(FOR_EVER, LIMITS);
        Neighbourhood.awaitLine(runtime.transcript(ID), "here");

        worker.cancel(Duration.ofSeconds(10));

        assertThat(kind(worker)).isEqualTo(Kind.CANCELLED);
        assertWorkIsKept();
    }

    @Test
    void cancel_ofAnAgentThatIgnoresIt() throws Exception {
        Worker worker = start("trap '' TERM; " + FOR_EVER, LIMITS);
        Neighbourhood.awaitLine(runtime.transcript(ID), "here");

        worker.cancel(Duration.ofSeconds(2));

        assertThat(kind(worker)).isEqualTo(Kind.CANCELLED);
        assertWorkIsKept();
    }

    @Test
    void cancel_duringAChecksRun() throws Exception {
        Worker worker = start("true", LIMITS, Check.shell("slow", "echo checking; sleep 300"));
        Neighbourhood.awaitLine(runtime.transcript(ID), "checking");

        worker.cancel(Duration.ofSeconds(10));

        assertThat(kind(worker)).isEqualTo(Kind.CANCELLED);
        assertWorkIsKept();
        assertThat(left("checks/first.log")).hasContent("checked");
        assertThat(left("checks/slow.log")).hasContent("checking");
    }

    @Test
    void memoryThatRanOut() throws Exception {
        Worker worker = start("python3 -c 'b = [bytearray(1 << 20) for _ in range(4000)]'", LIMITS);

        assertThat(kind(worker)).isEqualTo(Kind.OUT_OF_MEMORY);
        assertWorkIsKept();
    }

    /** The repository's server is no forge that gh knows. */
    @Test
    void pullRequestThatCanNotBeOpened() throws Exception {
        runtime.close();
        runtime = around.runtime().openPullRequests().build();

        WorkerResult.Failed failed = (WorkerResult.Failed) start("true", LIMITS).await();

        assertThat(failed.failure().message()).contains("gh could not look for a pull request of [agent/one]");
        assertThat(around.repository().head("agent/one")).isPresent();
        assertWorkIsKept();
    }

    private void assertWorkIsKept() {
        assertThat(left("transcript.log")).content().contains("working");
        assertThat(left("diff.patch")).content().contains("+grown", "+new");
        assertThat(left("artifacts/shot.txt")).hasContent("shot");
    }

    private Path left(String file) {
        return runtime.leftBy(ID).resolve(file);
    }

    private static Kind kind(Worker worker) throws InterruptedException {
        WorkerResult result = worker.await();
        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        return ((WorkerResult.Failed) result).failure().kind();
    }

    private Worker start(String end, Limits limits, Check... more) throws InterruptedException {
        Task.Builder task = Task.builder("one")
                .instructions("work, and end somehow")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", WORK + end)))
                .check(Check.shell("first", "echo checked"))
                .limits(limits);
        List.of(more).forEach(task::check);
        return runtime.start(WorkerSpec.of(ID, Attempt.first(task.build())));
    }
}
