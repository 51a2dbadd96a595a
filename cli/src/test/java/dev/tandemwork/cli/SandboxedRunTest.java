package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import dev.tandemwork.testkit.docker.RealDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose workers are in real containers; what stands in for Sysbox is no sandbox. */
@RealDocker
@Timeout(240)
final class SandboxedRunTest {
    private static final String NO_SANDBOX = "isolation is UNSAFE_FOR_TESTS";

    @TempDir
    Path folder;

    private SandboxShell shell;

    @BeforeEach
    void prepare() {
        shell = new SandboxShell(folder);
    }

    @AfterEach
    void clean() throws Exception {
        shell.removeFromEngine();
    }

    @Test
    void tasks_areDoneInContainers_andLandInARepositoryOfThisMachine() throws Exception {
        shell.plan("hostname > $(basename $(git branch --show-current)).txt", "", "a", "b");

        Result result = shell.startPlan("r").end();

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("note: workers are containers WITHOUT A SANDBOX", "all tasks have landed")
                .contains("[a] landing#1/round#1/develop | " + NO_SANDBOX);
        assertThat(Files.readString(shell.path(".tandemwork/logs/r/tandemwork.log")))
                .contains("WARN", NO_SANDBOX);
        assertThat(Files.readString(shell.path(".tandemwork/runs/r/settings.json")))
                .contains("\"runtime\":{\"kind\":\"sysbox\",\"image\":\"" + SandboxShell.IMAGE + "\"");
        assertThat(shell.repository().files("main").get("a.txt"))
                .isNotEqualTo(shell.repository().files("main").get("b.txt"));
        assertThat(shell.onEngine()).noneMatch(thing -> thing.startsWith("container") && !thing.endsWith("-proxy"));
    }

    @Test
    void runThatWaits_isResumedInContainers_andLosesNothingToGc_beforeItsEnd() throws Exception {
        shell.plan(
                "touch $HOME/seen; echo bad >> new.txt", "limits: {rounds: 1}\nchecks: ['grep -q good new.txt']", "a");
        Result parked = shell.startPlan("r").end();
        assertThat(parked.code()).as(parked.out() + parked.err()).isEqualTo(3);

        assertThat(shell.run("gc").out()).doesNotContain("worker", "volume");
        Result answered = shell.run("answer", "r", "a", "try-again", "make it good");
        assertThat(answered.out()).contains("WITHOUT A SANDBOX", "develop: done");
        assertThat(shell.run("cancel", "r").code()).isEqualTo(4);
        assertThat(shell.run("gc").out())
                .contains("removed worker ", "removed container ", "removed volume ", "removed network ");

        assertThat(shell.onEngine()).isEmpty();
        assertThat(shell.run("gc").out()).isEqualTo("nothing to remove\n");
    }

    @Test
    void secondProcess_isKeptFromTheContainersOfTheFirst() throws Exception {
        shell.plan("sleep 600", "", "a");
        Started first = shell.startPlan("one").awaitOutput(said -> said.contains("phase: agent"));

        Result second = shell.startPlan("two").end();
        assertThat(second.code()).isEqualTo(5);
        assertThat(second.err()).contains("is in use by another process, which has workers in containers");
        assertThat(shell.run("gc").out()).isEqualTo("nothing to remove\n");

        first.signal("KILL").end();
        Result cancelled = shell.run("cancel", "one");
        assertThat(cancelled.code()).as(cancelled.out() + cancelled.err()).isEqualTo(4);
        shell.run("gc");
        assertThat(shell.onEngine()).isEmpty();
    }

    @Test
    void doctor_triesASandboxOut_andSaysThatItIsNone() {
        Result result = shell.run("doctor", "--runtime", "sysbox", "--image", SandboxShell.IMAGE, "--try");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("! sysbox        " + NO_SANDBOX, "\u2713 inner engine  Docker ", "\u2713 way out")
                .contains("--runtime sysbox can be used\n");
    }
}
