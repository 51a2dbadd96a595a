package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command line as a person does: in processes of its own. */
@Timeout(180)
final class CommandLineTest {
    private static final String WRITES = "echo working; echo $TANDEMWORK_PROMPT >> new.txt";
    private static final String REFUSED = "limits: {rounds: 1}\nchecks: ['grep -q better new.txt']";
    private static final String LISTENS =
            "if grep -q 'make it better' \"$TANDEMWORK_PROMPT\"; then echo better > new.txt;"
                    + " else echo bad > new.txt; fi";
    /** It tells that it has begun in a file, and works until another file is there. */
    private static final String WAITS =
            "touch %1$s/begun; while [ ! -e %1$s/go ]; do sleep 0.1; done; echo x > new.txt";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @Test
    void run_landsEveryTask_aLineAnEvent_andIsListedAfterwards() throws IOException {
        shell.plan(
                "printf 'colour \\033[31mred\\n'; echo $PWD > $(basename $(git branch --show-current)).txt",
                "",
                "a",
                "b");

        Result result = shell.run("run", "plan.yaml", "--run", "r");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "[a] landing#1/round#1/develop: started",
                        "| colour \\u001b[31mred",
                        "[b] task landed",
                        "all tasks have landed")
                .doesNotContain("\u001b");
        assertThat(shell.repository().history("main")).hasSize(3);
        assertThat(shell.run("runs").out()).containsPattern("r +completed +2/2");
        assertThat(shell.run("show", "r").out()).contains("a  landed", "pull request #", "merged as ");
        assertThat(shell.run("logs", "r", "a").out()).contains("/task[a]/landing#1/round#1/develop | ", "colour");
    }

    @Test
    void json_isAnObjectALine_andEndsWithHowItEnded() throws IOException {
        shell.plan(WRITES, "", "a");

        Result result = shell.run("run", "plan.yaml", "--json");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .extracting(line -> line.path("event").asText())
                .contains("run-started", "node-started", "line", "node-completed", "run-completed")
                .last()
                .isEqualTo("ended");
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.path("exit").asInt()).isZero();
        assertThat(last.at("/board/tasks/0/phase").asText()).isEqualTo("landed");
    }

    @Test
    void stuckTask_parksTheRun_andAnAnswerFromAnotherProcessLandsIt() throws IOException {
        shell.plan(LISTENS, REFUSED, "a");

        Result parked = shell.run("run", "plan.yaml", "--run", "r");
        assertThat(parked.code()).isEqualTo(3);
        assertThat(parked.out())
                .contains("tandemwork answer r a try-again \"ADVICE\"", "the run waits for an answer")
                .doesNotContain("[a] task");
        assertThat(shell.run("runs").out()).containsPattern("r +waiting +0/1");
        assertThat(shell.run("answer", "r", "a", "land").err())
                .isEqualTo(
                        "tandemwork: answer [LAND] does not fit the question of task [a]; expected try-again \"ADVICE\""
                                + " or give-up \"REASON\"\n");

        Result answered = shell.run("answer", "r", "a", "try-again", "make it better");
        assertThat(answered.code()).isZero();
        assertThat(answered.out())
                .contains("no process is at run [r]; this one goes on with it", "the task has landed");
    }

    @Test
    void giveUp_needsNobody() throws IOException {
        shell.plan(LISTENS, REFUSED, "a");

        Result result = shell.run("run", "plan.yaml", "--give-up");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("0 of 1 tasks have landed", "was given up: it needs a person");
    }

    @Test
    void runOfAnotherProcess_isShown_refusedToASecondOne_andAnswered() throws IOException {
        shell.plan(
                "case $(git branch --show-current) in *slow) " + WAITS.formatted(folder) + ";; *) " + LISTENS
                        + ";; esac",
                "limits: {rounds: 1}\nchecks: ['test -e begun || grep -qv bad new.txt']",
                "slow",
                "a");
        Started running = shell.start("run", "plan.yaml", "--run", "r")
                .awaitOutput(said -> said.contains("asks: ") && Files.exists(shell.path("begun")));

        Result second = shell.run("resume", "r");
        assertThat(second.code()).isEqualTo(6);
        assertThat(second.err())
                .contains("run [r] is being written by pid " + running.process().pid());
        assertThat(shell.run("show", "r").out()).contains("r, running", "slow  develop", "a  asks");
        Result answered = shell.run("answer", "r", "a", "try-again", "make it better");
        assertThat(answered.out()).isEqualTo("answered; the process at run [r] goes on\n");
        running.awaitOutput(said -> said.contains("[a] task landed"));

        Files.createFile(shell.path("go"));
        assertThat(running.end().code()).isZero();
    }

    @Test
    void cancel_fromAnotherProcess_endsTheWorkers() throws IOException {
        shell.plan(WAITS.formatted(folder), "", "a", "b");
        Started running =
                shell.start("run", "plan.yaml", "--run", "r").awaitOutput(said -> Files.exists(shell.path("begun")));

        assertThat(shell.run("cancel", "r", "b").out()).contains("cancelled [/task[b]]; the rest of the run goes on");
        running.awaitOutput(said -> said.contains("[b] task cancelled"));
        assertThat(shell.run("cancel", "r", "--reason", "no need").code()).isZero();

        Result ended = running.end();
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).contains("the run was cancelled: no need");
        assertThat(shell.run("cancel", "r").err()).contains("run [r] has ended, cancelled; expected one that has not");
    }

    @Test
    void interrupt_letsWhatRunsEnd_andTheRunIsGoneOnWith() throws IOException {
        shell.plan(WAITS.formatted(folder), "", "a");
        Started running =
                shell.start("run", "plan.yaml", "--run", "r").awaitOutput(said -> Files.exists(shell.path("begun")));

        running.signal("INT").awaitOutput(said -> said.contains("note: stopping"));
        Files.createFile(shell.path("go"));
        Result stopped = running.end();
        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.out()).contains("the run is stopped; go on with: tandemwork resume r");

        Result resumed = shell.run("resume", "r");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).doesNotContain("develop: started").contains("the task has landed");
    }

    @Test
    void interruptOfTheWholeGroup_asAtATerminal_endsNoCheck() throws IOException {
        String waits = "touch " + folder + "/begun; until [ -e " + folder + "/go ]; do sleep 0.1; done";
        shell.plan(WRITES, "checks: ['case $PWD in *tandemwork-review-*) " + waits + ";; esac']", "a");
        List<String> command = Shell.command("run", "plan.yaml", "--run", "r");
        command.add(0, "setsid");
        Started running = shell.start(command).awaitOutput(said -> Files.exists(shell.path("begun")));

        running.signalGroup("INT").awaitOutput(said -> said.contains("note: stopping"));
        Files.createFile(shell.path("go"));

        assertThat(running.end().out()).contains("review[checks]/checks: done").doesNotContain("sent back");
        assertThat(shell.run("resume", "r").out())
                .contains("the task has landed")
                .doesNotContain("sent back");
    }

    @Test
    void secondInterrupt_cancels() throws IOException {
        shell.plan("trap '' TERM; " + WAITS.formatted(folder), "", "a");
        Started running =
                shell.start("run", "plan.yaml", "--run", "r").awaitOutput(said -> Files.exists(shell.path("begun")));

        running.signal("INT").awaitOutput(said -> said.contains("note: stopping"));
        running.signal("TERM");

        assertThat(running.end().code()).isEqualTo(4);
    }

    @Test
    void killedProcess_leavesARunThatIsGoneOnWith() throws IOException {
        shell.plan(WAITS.formatted(folder), "", "a");
        Started running =
                shell.start("run", "plan.yaml", "--run", "r").awaitOutput(said -> Files.exists(shell.path("begun")));

        running.signal("KILL").end();
        Files.createFile(shell.path("go"));

        assertThat(shell.run("runs").out()).containsPattern("r +stopped");
        assertThat(shell.run("resume", "r").code()).isZero();
        assertThat(shell.repository().history("main")).hasSize(2);
    }

    @Test
    void cancel_ofARunThatNobodyIsAt_isRecorded() throws IOException {
        shell.plan(LISTENS, REFUSED, "a");
        shell.run("run", "plan.yaml", "--run", "r");

        Result result = shell.run("cancel", "r");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).contains("no process is at run [r]; this one records the end");
        assertThat(shell.run("runs").out()).containsPattern("r +cancelled");
    }

    @Test
    void gc_removesWorkersAndOldRuns_andSaysSo() throws IOException {
        shell.plan(LISTENS, REFUSED, "a");
        shell.run("run", "plan.yaml", "--run", "waits");
        Files.createDirectories(shell.path(".tandemwork/reviews/tandemwork-review-1/work"));
        assertThat(shell.run("gc", "--keep", "0").out())
                .isEqualTo("removed folder " + folder.toRealPath() + "/.tandemwork/reviews/tandemwork-review-1\n"
                        + "removed 1 thing\n");

        shell.run("cancel", "waits");
        assertThat(shell.run("gc", "--keep", "0", "--dry-run").out()).contains("would remove run waits");
        assertThat(shell.run("gc", "--keep", "0").out()).contains("removed worker ", "removed run waits");
        assertThat(shell.run("runs").out()).doesNotContain("waits");
    }

    @Test
    void gc_endsTheChecksOfAReview_whoseProgramWasKilled() throws Exception {
        Path pid = shell.path("pid");
        String hangs = "case $PWD in *tandemwork-review*) echo $$ > " + pid + "; exec sleep 300;; esac";
        shell.plan(WRITES, "checks: ['" + hangs + "']", "a");
        Started run = shell.start("run", "plan.yaml", "--run", "r");
        run.awaitOutput(said -> pid.toFile().length() > 0).signal("KILL").end();
        ProcessHandle check =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        assertThat(shell.run("gc").out()).contains("removed folder ").contains("tandemwork-review-");

        assertThat(check.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(shell.path(".tandemwork/reviews")).isEmptyDirectory();
    }

    @Test
    void terminal_showsATable_andIsGivenBack() throws IOException {
        shell.plan(WRITES, "", "a");
        String command = String.join(" ", Shell.command("run", "plan.yaml", "--run", "r"));

        Result result = shell.start(List.of("script", "-qec", "stty cols 100 rows 30; " + command, "/dev/null"))
                .end();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\u001b[?1049h", "TASK PHASE", "\u001b[?25h\u001b[?1049l");
        assertThat(result.out().substring(result.out().lastIndexOf("\u001b[?1049l")))
                .contains("landed", "the task has landed");
    }
}
