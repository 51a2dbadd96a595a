package dev.tandemwork.sysbox.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.agents.output.EventStream;
import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {
    private static final AgentSpec AGENT = AgentSpec.command(List.of("true"));
    private static final Task TASK = Task.builder("one")
            .instructions("do it")
            .repository("/nowhere")
            .agent(AGENT)
            .build();

    @TempDir
    Path folder;

    private Transcript transcript;
    private Verdict verdict;

    @BeforeEach
    void hearNothing() {
        transcript = Transcript.open(folder.resolve("transcript"), 1000);
        Voice voice = Voice.of(EventStream.named("one"), transcript, Redactor.ofPatterns());
        Assignment assignment =
                new Assignment(AGENT, "do it", Optional.empty(), Usage.NONE, "/home/agent", Optional.empty());
        AgentOutput agent =
                AgentOutput.of("command", Agents.standard().find(AGENT).read(assignment), voice);
        verdict = new Verdict(TASK, new Progress(voice, agent), Optional.empty());
    }

    @AfterEach
    void close() {
        transcript.close();
    }

    @Test
    void failure_tellsNoToken() {
        WorkerFailure told = WorkerFailure.of(Kind.PUSH, "git push https://x:ghp_planted@host.invalid/r.git failed");

        assertThat(failure(verdict.failed(told)).message()).isEqualTo("git push https://***@host.invalid/r.git failed");
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, NO_RESULT, it ended without a result",
        "1, false, NO_RESULT, it ended without a result",
        "0, true, OUT_OF_MEMORY, ran out of memory",
        "1, true, OUT_OF_MEMORY, ran out of memory",
        "124, false, TIMEOUT, it took longer than its deadline",
        "124, true, TIMEOUT, it took longer than its deadline",
        "125, false, WORKSPACE, its inner Docker engine did not get ready",
        "125, true, WORKSPACE, its inner Docker engine did not get ready",
        "137, false, LOST, it was killed from outside",
        "137, true, OUT_OF_MEMORY, ran out of memory",
        "143, false, LOST, was stopped from outside",
        "143, true, LOST, was stopped from outside",
    })
    void exit_withoutAResult_isToldByItsCode_andThenByItsMemory(int code, boolean oom, Kind kind, String words) {
        WorkerFailure failure = failure(verdict.of(exit(code, oom)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains("[one]").contains(words);
    }

    @Test
    void container_thatIsNotThere_isLost() {
        WorkerFailure failure = failure(verdict.of(new Follower.Exit(Optional.empty(), Optional.empty())));

        assertThat(failure).isEqualTo(failure(verdict.gone()));
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
    }

    @Test
    void engine_thatDoesNotAnswer_loses() {
        WorkerFailure failure = failure(verdict.of(new Follower.Exit(Optional.empty(), Optional.of("no answer"))));

        assertThat(failure).isEqualTo(WorkerFailure.of(Kind.LOST, "worker of task [one] is lost: no answer"));
    }

    @Test
    void cancelled_isOnlyWhatThisRuntimeWasAskedFor() {
        ImageRecord told = new ImageRecord.Failed(1, Optional.of(Kind.CANCELLED), "the worker was asked to end");

        WorkerFailure failure = failure(verdict.of(told));

        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(failure.message())
                .isEqualTo("worker of task [one] was stopped from outside; expected it to be let alone; "
                        + "start it again");
    }

    private static Follower.Exit exit(int code, boolean oom) {
        ContainerState state = new ContainerState(
                "id", "name", "image", "exited", false, code, oom, "", Optional.empty(), Optional.empty(), Map.of());
        return new Follower.Exit(Optional.of(state), Optional.empty());
    }

    private static WorkerFailure failure(WorkerResult result) {
        return ((WorkerResult.Failed) result).failure();
    }
}
