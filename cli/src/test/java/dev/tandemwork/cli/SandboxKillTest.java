package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.event.JournalEntry.NodeCompleted;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runs with four workers in containers at random instants, by SIGKILL, and goes on with them by {@code resume} each
 * time.
 *
 * <p>{@code -Dtandemwork.kills=30} kills as often; the default is 3. {@code -Dtandemwork.seed=7} chooses other instants.
 */
@RealDocker
final class SandboxKillTest {
    private static final int KILLS = Integer.getInteger("tandemwork.kills", 3);
    private static final long SEED = Long.getLong("tandemwork.seed", 1);
    private static final String RUN = "r";
    private static final String[] TASKS = {"a", "b", "c", "d"};
    private static final int SHORTEST_LIFE = 300;

    /** Four of them are at work at once, for as long as what is around them takes. */
    private static final String AGENT = "for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.5; done;"
            + " hostname >$(basename $(git branch --show-current)).txt";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<SandboxShell> shells = new ArrayList<>();
    private int killed;
    private int longestLife;

    @AfterEach
    void clean() throws Exception {
        for (SandboxShell shell : shells) {
            shell.removeFromEngine();
        }
    }

    @Test
    void end_isTheSame_howeverOftenTheProcessIsKilled() throws Exception {
        long begun = System.nanoTime();
        requireDone(shell("undisturbed").startPlan(RUN));
        longestLife = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.printf("undisturbed for %d ms; seed %d%n", longestLife, SEED);

        int runs = 0;
        while (killed < KILLS) {
            SandboxShell shell = shell("run-" + ++runs);
            killUntilItEnds(shell);
            assertSameEnd(shell);
        }
        System.out.printf("killed %d times in %d runs, seed %d%n", killed, runs, SEED);
    }

    private SandboxShell shell(String name) throws IOException {
        SandboxShell shell = new SandboxShell(Files.createDirectory(folder.resolve(name)));
        shell.plan(AGENT, "", TASKS);
        shells.add(shell);
        return shell;
    }

    private void killUntilItEnds(SandboxShell shell) throws Exception {
        Started process = startOrResume(shell);
        int life = life();
        while (killed < KILLS && !process.process().waitFor(life, TimeUnit.MILLISECONDS)) {
            process.process().destroyForcibly().waitFor();
            killed++;
            System.out.printf("kill %d after %d ms; on the engine: %s%n", killed, life, shell.onEngine());
            process = startOrResume(shell);
            life = life();
        }
        requireDone(process);
    }

    private int life() {
        return SHORTEST_LIFE + random.nextInt(longestLife);
    }

    private static Started startOrResume(SandboxShell shell) {
        return hasBegun(shell) ? shell.start("resume", RUN) : shell.startPlan(RUN);
    }

    private static boolean hasBegun(SandboxShell shell) {
        Path runs = shell.path(".tandemwork/runs");
        if (!Files.exists(runs)) {
            return false;
        }
        try (FileRunStore store = FileRunStore.at(runs)) {
            RunId run = RunId.of(RUN);
            return store.runs().contains(run) && !store.read(run).isEmpty();
        }
    }

    private static void requireDone(Started process) {
        Started.Result result = process.end();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    private static void assertSameEnd(SandboxShell shell) throws Exception {
        requireDone(shell.start("gc"));
        assertThat(shell.onEngine()).isEmpty();
        assertThat(shell.repository().files("main")).containsKeys("a.txt", "b.txt", "c.txt", "d.txt");
        try (FileRunStore store = FileRunStore.at(shell.path(".tandemwork/runs"));
                LocalForge forge = LocalForge.create()) {
            RunHistory history = RunHistory.read(store, RunId.of(RUN));
            List<Long> pullRequests = new ArrayList<>();
            for (String task : TASKS) {
                assertThat(ends(history, task)).as("ends of task %s", task).isEqualTo(1);
                PullRequest pull = forge.findPullRequest(
                                shell.path("repo.git").toRealPath().toString(), "agent/" + task)
                        .orElseThrow();
                assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED);
                pullRequests.add(pull.ref().number());
            }
            assertThat(pullRequests).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        }
    }

    private static long ends(RunHistory history, String task) {
        return history.entries().stream()
                .filter(entry -> entry instanceof NodeCompleted completed
                        && completed.path().toString().contains("/task[" + task + "]/tidy"))
                .count();
    }
}
