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

/** Agents say what nobody can read, in a program that has 256 MiB and ends when they do not suffice. */
@Timeout(180)
final class LoudAgentTest {
    private static final long MEGABYTE = 1 << 20;
    private static final String QUIET = "case $(git branch --show-current) in "
            + "*/quiet) printf 'caf\\351 \\033]0;owned\\007<script>alert(1)</script>\\r\\n' ;; "
            + "*/line) head -c 50000000 /dev/zero | tr '\\0' x; echo ;; "
            + "*/noise) head -c 10000000 /dev/urandom; head -c 10000000 /dev/urandom >&2; echo; yes $(seq -s' ' 250) | head -c 180000000 ;; "
            + "esac; echo x > $(basename $(git branch --show-current)).txt; echo finished";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @Test
    void output_isBounded_countedWhereItIsDropped_andEveryTaskLands() throws IOException {
        shell.plan(QUIET, "", "quiet", "line", "noise");

        Started running = shell.start("run", "plan.yaml", "--run", "r", "--workers", "3");
        Result result = running.end();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(shell.repository().files("main")).containsKeys("quiet.txt", "line.txt", "noise.txt");
        assertThat(Files.size(running.out())).isLessThan(64 * MEGABYTE);
        assertThat(result.out().lines()).allMatch(line -> line.length() < 30_000);
        assertThat(result.out())
                .contains(
                        "[quiet] landing#1/round#1/develop | caf\ufffd ", "[line] landing#1/round#1/develop | finished")
                .containsPattern("\\[line\\] \\S+ \\| dropped 48951424 bytes of output")
                .containsPattern("\\[noise\\] \\S+ \\| dropped \\d+ bytes of output");
        assertBounded(shell.path(".tandemwork/logs/r"), 16 * MEGABYTE + 1000);
        assertBounded(shell.path(".tandemwork/reports/r"), MEGABYTE);
        assertThat(shell.run("logs", "r", "line").out()).contains(" dropped 48951424 bytes of output", " finished");
    }

    @Test
    void whatWouldActOnATerminalOrABrowser_isShownAsText() throws IOException {
        shell.plan(QUIET, "", "quiet");
        String command = String.join(" ", Shell.command("run", "plan.yaml", "--run", "r"));

        Result result = shell.start(List.of("script", "-qec", "stty cols 100 rows 30; " + command, "/dev/null"))
                .end();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\u001b[?1049h").doesNotContain("\u001b]0;", "\u0007");
        assertThat(shell.run("logs", "r").out()).contains("caf\ufffd ").doesNotContain("\u001b", "\u0007");
        assertThat(Files.readString(shell.path(".tandemwork/reports/r/report.html")))
                .doesNotContain("<script>", "\u001b");
    }

    private static void assertBounded(Path place, long most) throws IOException {
        try (var files = Files.walk(place)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(most));
        }
    }
}
