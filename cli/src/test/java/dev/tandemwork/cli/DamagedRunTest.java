package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal is not as it was written: its run is named, and the others are as before. */
@Timeout(120)
final class DamagedRunTest {
    @TempDir
    static Path folder;

    private static Shell shell;
    private static Path journal;
    private static byte[] whole;

    @BeforeAll
    static void landOnce_andKeepItTwice() throws IOException {
        shell = new Shell(folder);
        shell.plan("echo x >> new.txt", "", "a");
        assertThat(shell.run("run", "plan.yaml", "--run", "bad").code()).isZero();
        Path runs = folder.toRealPath().resolve(".tandemwork/runs");
        journal = runs.resolve("bad/journal.jsonl");
        whole = Files.readAllBytes(journal);
        Files.createDirectory(runs.resolve("good"));
        Files.write(runs.resolve("good/journal.jsonl"), whole);
    }

    @Test
    void spoiltByte_isNamedByFileAndLine() throws IOException {
        byte[] spoilt = whole.clone();
        spoilt[startOfLine(4) + 40] ^= 0x10;
        Files.write(journal, spoilt);

        assertRefused(
                "resume",
                "journal [" + journal + "] is damaged in line 4; expected its checksum to fit; restore the file");
        assertOthersAreThere();
        assertThat(Files.readAllBytes(journal)).isEqualTo(spoilt);
    }

    @Test
    void newerFormat_isNamed_withTheOneThatIsKnown() throws IOException {
        String header = "{\"journal\":\"tandemwork\",\"version\":2,\"created\":\"in another way\"}";
        CRC32C crc = new CRC32C();
        crc.update(header.getBytes(StandardCharsets.UTF_8));
        String line = String.format("%08x %s%n", crc.getValue(), header);
        Files.writeString(journal, line + new String(whole, StandardCharsets.UTF_8).split("\n", 2)[1]);

        assertRefused(
                "show", "journal [" + journal + "] has the format 2; expected 1 or older; open it with the version of");
    }

    @Test
    void recordThatIsCut_isDoneAgain_withoutAWord() throws IOException {
        Files.write(journal, Arrays.copyOf(whole, whole.length - 20));

        assertThat(shell.run("runs").out()).containsPattern("bad +stopped +1/1");
        Result resumed = shell.run("resume", "bad");

        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).isEmpty();
        assertThat(shell.repository().history("main")).hasSize(2);
    }

    private static void assertRefused(String command, String message) throws IOException {
        Result refused = shell.run(command, "bad");
        assertThat(refused.code()).isEqualTo(6);
        assertThat(refused.err()).startsWith("tandemwork: " + message);
        assertThat(refused.err().lines()).as(refused.err()).hasSize(1);
        assertThat(shell.run("runs").out())
                .contains("bad  can't be read: " + message)
                .containsPattern("good +completed");
    }

    private static void assertOthersAreThere() throws IOException {
        for (String line : shell.run("runs", "--json").out().lines().toList()) {
            assertThat(new ObjectMapper().readTree(line).path("state").asText()).isIn("unreadable", "completed");
        }
        assertThat(shell.run("show", "good").code()).isZero();
        assertThat(shell.run("gc", "--keep", "0", "--dry-run").out())
                .contains("would remove run good")
                .doesNotContain("bad");
    }

    private static int startOfLine(int line) {
        int at = 0;
        for (int i = 1; i < line; at++) {
            i += whole[at] == '\n' ? 1 : 0;
        }
        return at;
    }
}
