package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent.Said;
import dev.tandemwork.worker.WorkerEvent.Spent;
import dev.tandemwork.worker.WorkerEvent.UsedTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads transcripts in the shapes of {@code gemini} 0.61, and its exit codes. */
final class GeminiAgentTest {
    private final Agent agent = new GeminiAgent();

    @ParameterizedTest
    @CsvSource({
        "success, 0, FINISHED",
        "refused-401, 145, AUTHENTICATION",
        "refused-404, 1, AGENT_ERROR",
        "vague, 145, AUTHENTICATION",
        "vague, 173, RATE_LIMITED",
        "vague, 1, AGENT_ERROR",
        "killed, 0, NO_RESULT",
        "killed, 137, NO_RESULT",
        "killed, 143, NO_RESULT",
        "started, 41, AUTHENTICATION",
        "started, 42, AGENT_ERROR",
        "started, 44, AGENT_ERROR",
        "started, 52, AGENT_UNAVAILABLE",
        "started, 53, TURN_LIMIT",
        "started, 54, AGENT_ERROR",
        "started, 55, PERMISSION_DENIED",
        "started, 130, NO_RESULT",
        "started, 145, AUTHENTICATION",
        "started, 173, RATE_LIMITED",
        "started, 247, PROVIDER_UNAVAILABLE",
        "started, 17, PROVIDER_UNAVAILABLE"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void pieces_becomeOneSentence() throws Exception {
        Transcript read = Transcript.read(agent, "success");

        assertThat(read.finished().summary()).isEqualTo("Done.");
        assertThat(read.events())
                .containsExactly(
                        new Said("I add the api."),
                        new UsedTool("write_file", "/work/api.txt"),
                        new Said("Done."),
                        new Spent(new Usage(Money.ZERO, 2000, 200)));
    }

    @Test
    void home_hasTheSettingsThatItNeeds() {
        Invocation invocation = agent.invoke(Transcript.assignment(agent));

        assertThat(invocation.homeFiles().get(".gemini/settings.json"))
                .contains("\"selectedType\": \"gemini-api-key\"");
        assertThat(invocation.environment()).containsEntry("GEMINI_CLI_TRUST_WORKSPACE", "true");
    }

    @Test
    void command_asksNobody_andEndsWithThePrompt() {
        Assignment assignment = Transcript.assignment(agent).resuming(new SessionId("s-1"), Usage.NONE);

        assertThat(agent.invoke(assignment).command())
                .contains("-y", "--skip-trust")
                .endsWith("--resume", "s-1", "-p", "add the api");
    }
}
