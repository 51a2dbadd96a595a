package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.process.Scripts;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AttemptFailureTest {
    private static final String DEAF = "trap '' TERM; (setsid sh -c 'trap \"\" TERM; while :; do sleep 300; done' &); "
            + "while :; do sleep 300 & wait; done";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void repositoryThatDoesNotExist_isAFailureOfTheWorkspace() throws Exception {
        WorkerFailure why = Bench.failure(
                bench.run(Bench.task(folder + "/nowhere", "echo RESULT").build()));

        assertThat(why.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(why.message()).contains("nowhere' does not exist");
    }

    @Test
    void baseBranchThatDoesNotExist_isAFailureOfTheWorkspace() throws Exception {
        WorkerFailure why = Bench.failure(
                bench.run(bench.task("echo RESULT").baseBranch("dev").build()));

        assertThat(why.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(why.message()).contains("branch [dev] is not in the repository");
    }

    @Test
    void programThatIsMissing_isAnAgentUnavailable() throws Exception {
        AgentSpec agent = AgentSpec.command(List.of("no-such-agent"));

        WorkerFailure why = Bench.failure(bench.run(bench.task("").agent(agent).build()));

        assertThat(why.kind()).isEqualTo(Kind.AGENT_UNAVAILABLE);
        assertThat(why.message()).contains("needs the program [no-such-agent]", "install it");
    }

    @Test
    void programThatTheRepositoryLacks_isNotLookedForOnThePath() throws Exception {
        AgentSpec agent = AgentSpec.command(List.of("./no-such-agent"));

        WorkerFailure why = Bench.failure(bench.run(bench.task("").agent(agent).build()));

        assertThat(why.kind()).isEqualTo(Kind.AGENT_UNAVAILABLE);
        assertThat(why.message())
                .contains("program [./no-such-agent], which is not found; expected a file of the repository")
                .doesNotContain("PATH");
    }

    @Test
    void agentThatIsNotKnown_isUnavailable() throws Exception {
        WorkerFailure why = Bench.failure(
                bench.run(bench.task("").agent(AgentSpec.named("cluade")).build()));

        assertThat(why.kind()).isEqualTo(Kind.AGENT_UNAVAILABLE);
        assertThat(why.message()).contains("agent [cluade] is not known; expected one of [claude,");
    }

    @Test
    void budgetThatIsUsedUp_isAFailure() throws Exception {
        Attempt.Previous left = new Attempt.Previous(
                new WorkerId("one-0"),
                Optional.empty(),
                Optional.empty(),
                Usage.of(Limits.defaults().budget()));
        Attempt next = Attempt.first(bench.task("echo RESULT").build()).next(left, Feedback.review(List.of()));

        WorkerResult result = bench.runtime()
                .start(WorkerSpec.of(new WorkerId("one-1"), next))
                .await();

        assertThat(Bench.failure(result).kind()).isEqualTo(Kind.BUDGET);
    }

    @Test
    void exitWithoutResult_isNoSuccess() throws Exception {
        assertThat(Bench.failure(bench.run("echo a > a; exit 0")).kind()).isEqualTo(Kind.NO_RESULT);
        assertThat(bench.repository().inBare("branch", "--list", "agent/one")).isEmpty();
    }

    @Test
    void adapterThatThrows_isAnAgentError() throws Exception {
        WorkerFailure why = Bench.failure(bench.run("echo THROW; yes | head -c 300000; exit 0"));

        assertThat(why.kind()).isEqualTo(Kind.AGENT_ERROR);
        assertThat(why.message()).contains("agent adapter [command] threw", "this adapter is broken");
    }

    @Test
    void silence_isIdle_andLeavesNoProcess() throws Exception {
        Limits limits = Limits.defaults().withIdleTime(Duration.ofMillis(500));

        WorkerResult result =
                bench.run(bench.task("echo one; " + DEAF).limits(limits).build());

        assertThat(Bench.failure(result).kind()).isEqualTo(Kind.IDLE);
        assertThat(result.session()).isPresent();
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    @Test
    void tooLong_isATimeout_andLeavesNoProcess() throws Exception {
        Limits limits = Limits.defaults().withAttemptTime(Duration.ofMillis(900));

        WorkerResult result = bench.run(bench.task("while :; do echo busy; sleep 0.05; done")
                .limits(limits)
                .build());

        assertThat(Bench.failure(result).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(Bench.failure(result).message()).contains("took more than PT0.9S");
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    @Test
    void agentThatLingersAfterItsResult_hasSucceeded() throws Exception {
        assertThat(bench.run("echo a > a; echo RESULT; " + DEAF)).isInstanceOf(WorkerResult.Produced.class);
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    @Test
    void cancel_endsTheWholeTree_withinGraceAndASecond() throws Exception {
        Worker worker =
                bench.runtime().start(Bench.first(bench.task("echo up; " + DEAF).build()));
        Scripts.await(() -> Bench.processes(folder, "one-1") >= 4);
        Duration grace = Duration.ofMillis(500);
        long start = System.nanoTime();

        worker.cancel(grace);

        assertThat(Bench.failure(worker.await()).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(grace.plusSeconds(1));
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    @Test
    void remove_leavesNoProcessAndNoFolder() throws Exception {
        String script =
                "mkdir -p d/e; touch d/e/f; touch \"$(printf 'bad\\377name')\"; ln -s / root; chmod -R 0 d; " + DEAF;
        Worker worker = bench.runtime().start(Bench.first(bench.task(script).build()));
        Scripts.await(() -> Bench.processes(folder, "one-1") >= 4);

        bench.runtime().remove(worker.id());

        assertThat(Bench.processes(folder, "one-1")).isZero();
        assertThat(bench.kept()).containsExactlyInAnyOrder("workers", "_spaces");
        assertThat(Path.of("/etc")).exists();
    }

    @Test
    void remove_keepsASpaceThatAnotherAttemptShares() throws Exception {
        WorkerResult made = bench.run("echo a > a; echo RESULT");
        bench.runNext(made, "echo b > a; echo RESULT", Feedback.review(List.of()));

        bench.runtime().remove(new WorkerId("one-1"));
        assertThat(bench.kept()).contains("_spaces", "one-1", "one-2");

        bench.runtime().remove(new WorkerId("one-2"));
        assertThat(bench.kept()).containsExactlyInAnyOrder("workers", "_spaces");
    }

    @Test
    void secrets_reachTheAgent_andNothingElse() throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "OTHER_TOKEN", "other-secret");
        try (ProcessWorkerRuntime runtime = Bench.builder(folder.resolve("second"))
                .inherited(environment)
                .secrets(name -> Optional.of("key-of-the-agent"))
                .build()) {
            Attempt attempt = Attempt.first(bench.task("env > a; echo \"RESULT $MODEL_KEY\"; echo $MODEL_KEY >&2")
                    .build());
            WorkerSpec spec =
                    new WorkerSpec(new WorkerId("one-1"), attempt, Map.of("PLAIN", "yes"), Set.of("MODEL_KEY"));

            WorkerResult.Produced made = Bench.produced(runtime.start(spec).await());

            assertThat(made.summary()).isEqualTo("***");
            assertThat(bench.repository().show("agent/one", "a"))
                    .contains("PLAIN=yes", "MODEL_KEY=key-of-the-agent", "TERM=dumb")
                    .doesNotContain("other-secret");
            assertThat(Files.readString(runtime.transcript(spec.id()))).doesNotContain("key-of-the-agent");
        }
    }

    @Test
    void secretAtTheCutOfALongOutput_isVeiled() throws Exception {
        String secret = "0123456789-abcdefghij-0123456789";
        String prints = "printf %s " + secret + "; head -c 4080 /dev/zero | tr '\\0' x; exit 1";
        try (ProcessWorkerRuntime runtime = Bench.builder(folder.resolve("second"))
                .secrets(name -> Optional.of(secret))
                .build()) {
            Attempt attempt = Attempt.first(bench.task("echo a > a; echo RESULT")
                    .check(Check.shell("long", prints))
                    .build());
            WorkerSpec spec = new WorkerSpec(new WorkerId("one-1"), attempt, Map.of(), Set.of("MODEL_KEY"));

            WorkerResult.Produced made = Bench.produced(runtime.start(spec).await());

            assertThat(made.checks().get(0).output()).startsWith("***xxxx").doesNotContain("789");
        }
    }

    @Test
    void secretThatIsNotKnown_isAFailure() throws Exception {
        Attempt attempt = Attempt.first(bench.task("echo RESULT").build());
        WorkerSpec spec = new WorkerSpec(new WorkerId("one-1"), attempt, Map.of(), Set.of("NO_SUCH_KEY_HERE"));

        assertThat(Bench.failure(bench.runtime().start(spec).await()).kind()).isEqualTo(Kind.AUTHENTICATION);
    }
}
