package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the program ends before its run does. */
@Timeout(120)
final class LeftBehindTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @Test
    void thirdInterrupt_endsTheProgramAtOnce_andItsWorkers_andTheRunStaysCancelled() throws IOException {
        Started running = begin("r");

        running.signal("INT").awaitOutput(said -> said.contains("note: stopping"));
        running.signal("INT").awaitOutput(said -> said.contains("note: cancelling"));
        running.awaitOutput(said -> said.contains("[a] task cancelled")).signal("INT");

        assertThat(running.end().code()).isEqualTo(130);
        shell.awaitNoProcess();
        Result resumed = shell.run("resume", "r");
        assertThat(resumed.code()).isEqualTo(4);
        assertThat(resumed.out()).contains("the run was cancelled: cancelled by Ctrl-C");
        assertThat(shell.run("gc").out()).contains("removed worker ");
        assertThat(state("workers/_spaces")).isEmptyDirectory();
    }

    @Test
    void gc_removesWhatAKilledProcessHasLeft_andNothingOfARunThatLives() throws IOException {
        begin("dead").signal("KILL").end();
        Files.delete(shell.path("begun"));
        Started living = beginToWait("living");
        for (String left : new String[] {"runs/.new-x-1", "runs/.gone-x-1", "reviews/tandemwork-review-1"}) {
            Files.createDirectories(state(left).resolve("folder"));
        }

        assertThat(shell.run("gc", "--keep", "0").out()).isEqualTo("nothing to remove\n");
        Files.createFile(shell.path("go"));
        assertThat(living.end().code()).isZero();
        assertThat(shell.run("resume", "dead", "--workers", "0").code()).isEqualTo(2);
        assertThat(shell.run("cancel", "dead").code()).isEqualTo(4);
        assertThat(shell.run("gc", "--keep", "0").out())
                .contains("removed worker ", "removed run dead", "removed run living", "/.new-x-1", "/.gone-x-1");

        for (String place : new String[] {"runs", "reviews", "logs", "reports", "workers/_spaces"}) {
            assertThat(state(place)).isEmptyDirectory();
        }
        assertThat(state("workers").toFile().list()).containsExactly("_spaces");
        shell.awaitNoProcess();
    }

    @Test
    void runThatNeverBegan_isShown_andRemoved() throws IOException {
        shell.plan("echo x > new.txt", "", "a");
        assertThat(shell.run("run", "plan.yaml", "--run", "r").code()).isZero();
        Path journal = state("runs/r/journal.jsonl");
        Files.writeString(journal, Files.readAllLines(journal).get(0) + "\n");

        assertThat(shell.run("show", "r").out()).contains("r, empty", "it never began; start it again");
        Result resumed = shell.run("resume", "r");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("run [r] never began", "start it again, under the same name");
        assertThat(shell.run("gc").out()).contains("removed run r");
        assertThat(shell.run("run", "plan.yaml", "--run", "r").out()).contains("run [r]");
    }

    @Test
    void folderOfARunThatIsNotThere_isRemoved_whenItIsOld() throws IOException {
        shell.plan("echo x > new.txt", "", "a");
        assertThat(shell.run("run", "plan.yaml", "--run", "r").code()).isZero();
        Files.createDirectories(state("demo/gone/agents"));

        assertThat(shell.run("gc").out()).isEqualTo("nothing to remove\n");
        assertThat(shell.run("gc", "--keep", "0").out()).contains("demo/gone", "removed run r");
        assertThat(state("demo")).isEmptyDirectory();
    }

    private Started begin(String run) throws IOException {
        shell.plan("trap '' TERM INT; sleep 1000 & touch " + folder + "/begun; while :; do sleep 1; done", "", "a");
        return started(run);
    }

    private Started beginToWait(String run) throws IOException {
        shell.plan(
                "touch %1$s/begun; while [ ! -e %1$s/go ]; do sleep 0.1; done; echo x > new.txt".formatted(folder),
                "",
                "a");
        return started(run);
    }

    private Started started(String run) {
        return shell.start("run", "plan.yaml", "--run", run).awaitOutput(said -> Files.exists(shell.path("begun")));
    }

    private Path state(String name) {
        return shell.path(".tandemwork").resolve(name);
    }
}
