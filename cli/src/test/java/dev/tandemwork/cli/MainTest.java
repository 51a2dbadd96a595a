package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MainTest {
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
}
