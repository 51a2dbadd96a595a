package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose workers are in real containers; what stands in for Sysbox is no sandbox. */
@RealDocker
@Timeout(240)
final class SandboxedRunTest {
    private static final String IMAGE = System.getProperty("tandemwork.test.workerImage", Sandboxing.IMAGE);
    private static final List<String> STAND_IN = List.of("TANDEMWORK_ISOLATION=unsafe-for-tests");
    private static final String NO_SANDBOX = "isolation is UNSAFE_FOR_TESTS";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @AfterEach
    void clean() throws Exception {
        for (String id : onEngine()) {
            String[] parts = id.split(" ", 2);
            docker(
                    parts[0].equals("container") ? "rm" : parts[0],
                    parts[0].equals("container") ? "-f" : "rm",
                    parts[1]);
        }
    }

    @Test
    void tasks_areDoneInContainers_andLandInARepositoryOfThisMachine() throws Exception {
        plan("hostname > $(basename $(git branch --show-current)).txt", "", "a", "b");

        Result result = run("run", "plan.yaml", "--run", "r", "--runtime", "sysbox", "--image", IMAGE);

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("note: workers are containers WITHOUT A SANDBOX", "all tasks have landed")
                .contains("[a] landing#1/round#1/develop | " + NO_SANDBOX);
        assertThat(Files.readString(shell.path(".tandemwork/logs/r/tandemwork.log")))
                .contains("WARN", NO_SANDBOX);
        assertThat(Files.readString(shell.path(".tandemwork/runs/r/settings.json")))
                .contains("\"runtime\":{\"kind\":\"sysbox\",\"image\":\"" + IMAGE + "\"");
        assertThat(shell.repository().files("main").get("a.txt"))
                .isNotEqualTo(shell.repository().files("main").get("b.txt"));
        assertThat(onEngine()).noneMatch(thing -> thing.startsWith("container") && !thing.endsWith("-proxy"));
    }

    @Test
    void runThatWaits_isResumedInContainers_andLosesNothingToGc_beforeItsEnd() throws Exception {
        shell.plan(
                "touch $HOME/seen; echo bad >> new.txt", "limits: {rounds: 1}\nchecks: ['grep -q good new.txt']", "a");
        Result parked = run("run", "plan.yaml", "--run", "r", "--runtime", "sysbox", "--image", IMAGE);
        assertThat(parked.code()).as(parked.out() + parked.err()).isEqualTo(3);

        assertThat(run("gc").out()).doesNotContain("worker", "volume");
        Result answered = run("answer", "r", "a", "try-again", "make it good");
        assertThat(answered.out()).contains("WITHOUT A SANDBOX", "develop: done");
        assertThat(run("cancel", "r").code()).isEqualTo(4);
        assertThat(run("gc").out())
                .contains("removed worker ", "removed container ", "removed volume ", "removed network ");

        assertThat(onEngine()).isEmpty();
        assertThat(run("gc").out()).isEqualTo("nothing to remove\n");
    }

    @Test
    void secondProcess_isKeptFromTheContainersOfTheFirst() throws Exception {
        plan("sleep 600", "", "a");
        Started first = shell.startWith(
                        STAND_IN, "run", "plan.yaml", "--run", "one", "--runtime", "sysbox", "--image", IMAGE)
                .awaitOutput(said -> said.contains("phase: agent"));

        Result second = run("run", "plan.yaml", "--run", "two", "--runtime", "sysbox", "--image", IMAGE);
        assertThat(second.code()).isEqualTo(5);
        assertThat(second.err()).contains("is in use by another process, which has workers in containers");
        assertThat(run("gc").out()).isEqualTo("nothing to remove\n");

        first.signal("KILL").end();
        Result cancelled = run("cancel", "one");
        assertThat(cancelled.code()).as(cancelled.out() + cancelled.err()).isEqualTo(4);
        run("gc");
        assertThat(onEngine()).isEmpty();
    }

    @Test
    void doctor_triesASandboxOut_andSaysThatItIsNone() {
        Result result = run("doctor", "--runtime", "sysbox", "--image", IMAGE, "--try");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("! sysbox        " + NO_SANDBOX, "\u2713 inner engine  Docker ", "\u2713 way out")
                .contains("--runtime sysbox can be used\n");
    }

    /** The agent's script is not in the container. */
    private void plan(String script, String more, String... tasks) throws IOException {
        shell.plan(script, more, tasks);
        Path plan = shell.path("plan.yaml");
        String command = Matcher.quoteReplacement("command: [sh, -c, '" + script + "']");
        Files.writeString(plan, Files.readString(plan).replaceAll("command: \\[sh, [^]]*]", command));
    }

    private Result run(String... arguments) {
        return shell.runWith(STAND_IN, arguments);
    }

    /** Returns what this test's installation has on the engine. */
    private List<String> onEngine() throws Exception {
        List<String> things = new ArrayList<>();
        Path owner = shell.path(".tandemwork/sandboxes/_owner");
        if (Files.exists(owner)) {
            String label = "label=dev.tandemwork.owner=" + Files.readString(owner);
            docker("ps", "-a", "--filter", label, "--format", "container {{.Names}}")
                    .lines()
                    .forEach(things::add);
            docker("volume", "ls", "--filter", label, "--format", "volume {{.Name}}")
                    .lines()
                    .forEach(things::add);
            docker("network", "ls", "--filter", label, "--format", "network {{.Name}}")
                    .lines()
                    .forEach(things::add);
        }
        return things;
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        docker.waitFor();
        return said;
    }
}
