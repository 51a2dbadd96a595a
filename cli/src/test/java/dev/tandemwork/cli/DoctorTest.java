package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.cli.Started.Result;
import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.sysbox.HostCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class DoctorTest {
    private static final String NOWHERE = "DOCKER_HOST=unix:///no/such.sock";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @Test
    void missingEngine_isTold_withItsRemedy_andEndsWith5() {
        Result result = shell.runWith(List.of(NOWHERE), "doctor");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("  \u2713 git           git version ").contains("""
                          \u2717 engine        no Docker engine answers at [unix:///no/such.sock], where there is no such file
                                          expected  a running engine
                                          remedy    install Docker Engine, or start it: sudo systemctl start docker

                        --runtime process can be used
                        --runtime sysbox can't be used: see the cross above
                        """.indent(0));
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void oneRuntime_isLookedAtAlone() {
        Result result = shell.runWith(List.of(NOWHERE), "doctor", "--runtime", "process");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("--runtime process can be used").doesNotContain("engine");
    }

    @Test
    void json_isAnObjectACheck_andEndsWithTheCode() throws IOException {
        Result result = shell.runWith(List.of(NOWHERE, "ANTHROPIC_API_KEY=sk-ant-secret"), "doctor", "--json");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("name").asText().equals("engine"))
                .singleElement()
                .satisfies(engine -> {
                    assertThat(engine.path("runtime").asText()).isEqualTo("sysbox");
                    assertThat(engine.path("status").asText()).isEqualTo("failed");
                    assertThat(engine.path("remedy").asText()).startsWith("install Docker Engine");
                });
        assertThat(lines.get(lines.size() - 1).path("exit").asInt()).isEqualTo(5);
        assertThat(result.out()).contains("set for claude (ANTHROPIC_API_KEY)").doesNotContain("sk-ant-secret");
    }

    @Test
    void missingGit_isForBothRuntimes() {
        Result result = shell.runWith(List.of(NOWHERE, "PATH=/no/such"), "doctor");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out())
                .contains("\u2717 git           git is not found")
                .contains("--runtime process can't be used: see the cross above")
                .contains("--runtime sysbox can't be used: see the 2 crosses above");
    }

    @Test
    void narrowTerminal_getsNarrowLines() {
        HostCheck check = HostCheck.failed(
                "engine", "a sentence that is longer than the line", "another that is too", "one more of these");
        Examination all = new Examination(DoctorCommand.ALL, "all runs", true, List.of(check));

        List<String> lines = new DoctorReport(48, Palette.PLAIN).lines(List.of(all));

        assertThat(lines)
                .containsExactly(
                        "all runs",
                        "  \u2717 engine        a sentence that is longer",
                        "                  than the line",
                        "                  expected  another that is too",
                        "                  remedy    one more of these",
                        "")
                .allMatch(line -> line.length() <= 48);
    }
}
