package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void version_isThatOfTheBuild() {
        int code = command.execute("--version");

        assertThat(code).isZero();
        assertThat(out.toString()).matches("tandemwork \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void unknownOption_isNamed_andExitsWith2() {
        int code = command.execute("--no-such");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such");
    }

    @Test
    void help_listsEveryCommand_andEveryExitCode() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains(
                        "demo", "run", "resume", "runs", "show", "logs", "answer", "cancel", "gc", "graph", "doctor",
                        "image")
                .contains("3   the run waits for answers", "6   the run or its store has failed");
    }

    @Test
    void graph_isAFlowchart_inWhichNoTitleCanBreakOut() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                repository: r
                tasks:
                - {id: end, title: 'a "<b>"', instructions: x}
                - {id: b, instructions: x, depends-on: [end]}
                """);

        assertThat(command.execute("graph", plan.toString())).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        flowchart LR
                            t1["end<br/>a &quot;&lt;b&gt;&quot;"]
                            t2["b<br/>x"]
                            t1 --> t2
                        """);
    }

    @Test
    void wrongAmounts_areRefused() {
        assertThat(command.execute("gc", "--keep", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("[soon] is no time; expected a time such as 90s, 60m or 1h30m");
    }
}
