package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk with the journals is full, in a real file system; the run goes on once there is room again. */
@Timeout(120)
final class FullDiskTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder);
        shell.plan(
                "basename $(git branch --show-current) >> " + folder + "/begun; " + "cp " + folder
                        + "/begun $(basename $(git branch --show-current)).txt",
                "",
                "a",
                "b");
        Path plan = shell.path("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("{id: b,", "{id: b, depends-on: [a],"));
        Files.createDirectories(shell.path(".tandemwork/runs"));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16})
    void run_isGoneOnWith_andDoesNothingTwice(int kilobytesLeft) throws IOException {
        Result full = SmallDisk.isReal() ? runWith(kilobytesLeft) : resumeOnAFullDevice();

        assertThat(full.code()).as(full.out() + full.err()).isEqualTo(6);
        assertThat(full.out() + full.err())
                .containsPattern("file \\[" + folder.toRealPath() + "/.tandemwork/runs/r/\\S+\\] can't be written")
                .containsAnyOf("the disk is full, 0 bytes free and ", "No space left on device")
                .contains("then resume");
        Result resumed = shell.run("resume", "r");
        assertThat(resumed.code()).as(resumed.out() + resumed.err()).isZero();
        assertThat(shell.repository().history("main")).hasSize(3);
        assertThat(Files.readAllLines(shell.path("begun"))).containsExactly("a", "b");
        assertThat(shell.repository().files("main")).containsKeys("a.txt", "b.txt");
    }

    @Test
    void runThatHasNoRoomToBegin_leavesItsNameFree() throws IOException {
        Result full = runWith(4);

        assertThat(full.code()).isEqualTo(SmallDisk.isReal() ? 6 : 5);
        assertThat(full.err())
                .contains(
                        SmallDisk.isReal()
                                ? "/runs/r] can't be written: the disk is full, 0 bytes free; free some space, then try"
                                : "] can't be written (");
        assertThat(shell.path("begun")).doesNotExist();
        assertThat(shell.path(".tandemwork/runs")).isEmptyDirectory();
    }

    @Test
    void storeThatCanOnlyBeRead_isToldBeforeAnythingStarts() throws IOException {
        String runs = folder.toRealPath().resolve(".tandemwork/runs").toString();
        List<String> command = SmallDisk.readOnly(runs, Shell.command("run", "plan.yaml"));

        Result refused = shell.start(command).end();

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err())
                .contains(
                        "state folder [" + folder,
                        "] can't be written (",
                        "; expected a folder that can; name another");
        assertThat(shell.path("begun")).doesNotExist();
    }

    /** The weaker trial, for where nothing may be mounted: the run is over, but what belongs to it can't be written. */
    private Result resumeOnAFullDevice() throws IOException {
        assertThat(shell.run("run", "plan.yaml", "--run", "r").code()).isZero();
        Path settings = shell.path(".tandemwork/runs/r/settings.json");
        SmallDisk.fill(settings);
        Result full = shell.run("resume", "r");
        Files.delete(settings);
        return full;
    }

    private Result runWith(int kilobytesLeft) throws IOException {
        String runs = folder.toRealPath().resolve(".tandemwork/runs").toString();
        return shell.start(SmallDisk.with(kilobytesLeft, runs, Shell.command("run", "plan.yaml", "--run", "r")))
                .end();
    }
}
