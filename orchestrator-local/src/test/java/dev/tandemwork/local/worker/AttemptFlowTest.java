package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Severity;
import dev.tandemwork.task.Check;
import dev.tandemwork.worker.CheckResult;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AttemptFlowTest {
    private static final Feedback CONFLICT =
            new Feedback(Feedback.Kind.CONFLICT, "main has moved", List.of(), List.of());
    private static final Finding FINDING =
            Finding.of("rules", Severity.HIGH, "bug", new Anchor.Line("a", 1, 1, "a"), "Wrong letter", "It must be b.");

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
    void change_isCommittedAndPushed() throws Exception {
        WorkerResult.Produced made = Bench.produced(bench.run("echo a > a; echo RESULT wrote a"));

        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("a");
        assertThat(bench.repository().inBare("log", "-1", "--format=%an|%s", "agent/one"))
                .isEqualTo("tandemwork agent|Do one thing");
        assertThat(made.change().head().hex()).isEqualTo(bench.repository().inBare("rev-parse", "agent/one"));
        assertThat(made.change().base().hex()).isEqualTo(bench.repository().inBare("rev-parse", "main"));
        assertThat(made.summary()).isEqualTo("wrote a");
    }

    @Test
    void commitsOfTheAgent_areKept_andTheRestIsAdded() throws Exception {
        Bench.produced(bench.run("echo a > a; git add a; git commit -q -m mine; echo b > b; echo RESULT"));

        assertThat(bench.repository().inBare("log", "--format=%s", "main..agent/one"))
                .isEqualTo("Do one thing\nmine");
    }

    @Test
    void agent_mayHavePushedItself() throws Exception {
        Bench.produced(bench.run(
                "echo a > a; git add a; git commit -q -m mine; git push -q origin HEAD; echo b > b; echo RESULT"));

        assertThat(bench.repository().show("agent/one", "b")).isEqualTo("b");
    }

    @Test
    void push_isRefused_whenSomebodyElseHasPushedMeanwhile() throws Exception {
        bench.repository().git("push", "--quiet", "origin", "main:refs/heads/agent/one");
        String steal = "git clone -q " + bench.repository().bare()
                + " $TMPDIR/x; cd $TMPDIR/x; echo theirs > theirs; git add .;"
                + " git commit -q -m theirs; git push -q origin HEAD:agent/one; cd -; echo a > a; echo RESULT";

        assertThat(Bench.failure(bench.run(steal)).kind()).isEqualTo(Kind.PUSH);
        assertThat(bench.repository().show("agent/one", "theirs")).isEqualTo("theirs");
    }

    @Test
    void checks_areReported_andDecideNothing() throws Exception {
        WorkerResult result = bench.run(bench.task("echo a > a; echo RESULT")
                .check(Check.shell("good", "test -f a && echo fine"))
                .check(Check.shell("bad", "echo no >&2; exit 1"))
                .check(new Check("slow", List.of("sleep", "300"), Duration.ofMillis(200)))
                .check(new Check("none", List.of("no-such-program"), Duration.ofSeconds(1)))
                .build());

        List<CheckResult> checks = Bench.produced(result).checks();
        assertThat(checks).extracting(CheckResult::passed).containsExactly(true, false, false, false);
        assertThat(checks.get(0).output()).isEqualTo("fine\n");
        assertThat(checks.get(2).output()).contains("took more than PT0.2S");
    }

    @Test
    void prompt_holdsTaskScopeAndChecks() throws Exception {
        bench.run(bench.task("cp $TANDEMWORK_PROMPT prompt; echo RESULT")
                .scope(List.of("src/**"))
                .check(Check.shell("test", "true"))
                .build());

        assertThat(bench.repository().show("agent/one", "prompt"))
                .contains("# Do one thing", "do it", "- `src/**`", "- `true`");
    }

    @Test
    void nextAttempt_hasSameHomeFolderAndSession_andIsToldTheFindingsOnly() throws Exception {
        WorkerResult made = bench.run("pwd > a; touch $HOME/memory; echo RESULT");

        Bench.produced(bench.runNext(
                made,
                "test \"$(cat a)\" = \"$(pwd)\" && test -f $HOME/memory && echo $SESSION > session; cp $TANDEMWORK_PROMPT p; echo RESULT",
                Feedback.review(List.of(FINDING))));

        assertThat(bench.repository().show("agent/one", "session")).isEqualTo("s-1");
        assertThat(bench.repository().show("agent/one", "p"))
                .contains("Wrong letter")
                .doesNotContain("do it");
    }

    @Test
    void nextAttempt_startsAnewFromTheBranch_whenTheWorkerBeforeIsGone() throws Exception {
        WorkerResult made = bench.run("echo a > a; echo RESULT");
        bench.runtime().remove(new WorkerId("one-1"));

        Bench.produced(bench.runNext(
                made,
                "cat a; echo $SESSION > session; cp $TANDEMWORK_PROMPT p; echo RESULT",
                Feedback.review(List.of(FINDING))));

        assertThat(bench.repository().show("agent/one", "session")).isEqualTo("none");
        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("a");
        assertThat(bench.repository().show("agent/one", "p")).contains("Wrong letter", "do it");
    }

    @Test
    void nextAttempt_knowsWhatTheSessionHadUsed() throws Exception {
        WorkerResult made = bench.run("echo a > a; echo RESULT");
        bench.runNext(made, "echo b > a; echo RESULT", Feedback.review(List.of(FINDING)));

        WorkerFolder second = new WorkerFolder(folder.resolve("workers/one-2"));
        assertThat(second.record().read().orElseThrow().spentBefore()).isEqualTo(made.usage());
        assertThat(second.record().read().orElseThrow().session()).contains(new SessionId("s-1"));
    }

    @Test
    void nextAttempt_thatChangesNothing_isUnchanged() throws Exception {
        WorkerResult made = bench.run("echo a > a; echo RESULT");

        assertThat(bench.runNext(made, "echo RESULT", Feedback.review(List.of(FINDING))))
                .isInstanceOf(WorkerResult.Unchanged.class);
    }

    @Test
    void nextAttempt_isNotUnchanged_whenATryOfItThatWasKilledHadPushed() throws Exception {
        WorkerResult made = bench.run("echo a > a; echo RESULT");
        Repository repository = bench.repository();
        repository.git("fetch", "--quiet", "origin", "agent/one");
        repository.git("checkout", "--quiet", "FETCH_HEAD");
        repository.commit("b", "b\n", "agent/one");

        WorkerResult again = bench.runNext(made, "echo b > b; echo RESULT", Feedback.review(List.of(FINDING)));

        assertThat(Bench.produced(again).change().head().hex()).isEqualTo(repository.inBare("rev-parse", "agent/one"));
    }

    @Test
    void clone_isMade_whileFilesOfAPushComeAndGo() throws Exception {
        Path push = bench.repository().bare().resolve("objects/tmp_objdir-incoming-1/2f");
        Files.createDirectories(push);
        Files.createSymbolicLink(push.resolve("c97f"), Path.of("gone"));

        assertThat(bench.run("echo a > a; echo RESULT")).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void conflict_isLeftToTheAgent_andTheMergeIsCommitted() throws Exception {
        WorkerResult made = bench.run("echo mine > a; echo RESULT");
        bench.repository().commit("a", "theirs\n");

        String resolve = "grep -q '<<<<<<<' a || exit 1; cp $TANDEMWORK_PROMPT p; echo both > a; echo RESULT";
        WorkerResult.Produced merged = Bench.produced(bench.runNext(made, resolve, CONFLICT));

        assertThat(merged.change().base().hex()).isEqualTo(bench.repository().inBare("rev-parse", "main"));
        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("both");
        assertThat(bench.repository().show("agent/one", "p")).contains("Resolve the conflict markers in", "- `a`");
        assertThat(bench.repository().inBare("rev-list", "--merges", "--count", "main..agent/one"))
                .isEqualTo("1");
    }

    @Test
    void conflictMarkers_areRefused() throws Exception {
        WorkerResult made = bench.run("echo mine > a; echo RESULT");
        bench.repository().commit("a", "theirs\n");

        WorkerResult result = bench.runNext(made, "echo RESULT", CONFLICT);

        assertThat(Bench.failure(result).kind()).isEqualTo(Kind.AGENT_ERROR);
        assertThat(Bench.failure(result).message()).contains("left conflict markers in [a]");
        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("mine");
    }

    @Test
    void mergeWithoutConflict_isCommittedBeforeTheAgent() throws Exception {
        WorkerResult made = bench.run("echo mine > a; echo RESULT");
        bench.repository().commit("b", "theirs\n");

        WorkerResult.Produced merged = Bench.produced(bench.runNext(made, "test -f b && echo RESULT", CONFLICT));

        assertThat(merged.change().base().hex()).isEqualTo(bench.repository().inBare("rev-parse", "main"));
    }

    @Test
    void lockThatAKilledGitHasLeft_isNoObstacle() throws Exception {
        Bench.produced(bench.run("echo a > a; touch .git/index.lock; echo RESULT"));

        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("a");
    }

    @Test
    void headOfAnotherBranch_isWhatIsPushed() throws Exception {
        Bench.produced(bench.run("git checkout -q -b other; echo a > a; echo RESULT"));

        assertThat(bench.repository().show("agent/one", "a")).isEqualTo("a");
    }
}
