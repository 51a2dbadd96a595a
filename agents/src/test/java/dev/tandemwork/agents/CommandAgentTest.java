package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent.Line;
import dev.tandemwork.worker.WorkerEvent.Said;
import dev.tandemwork.worker.WorkerEvent.Spent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandAgentTest {
    private final Agent agent = new CommandAgent();

    @ParameterizedTest
    @CsvSource({
        "plain, 0, FINISHED",
        "told, 0, FINISHED",
        "told, 1, AGENT_ERROR",
        "plain, 137, NO_RESULT",
        "plain, 127, AGENT_UNAVAILABLE"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void record_tellsSummaryCostAndSession() throws Exception {
        Transcript read = Transcript.read(agent, "told");

        assertThat(read.finished().summary()).isEqualTo("Done.");
        assertThat(read.finished().session()).contains(new SessionId("mine-1"));
        assertThat(read.events())
                .containsExactly(
                        new Line("working"),
                        new Line("{\"unrelated\":true}"),
                        new Said("Done."),
                        new Spent(Usage.of(Money.usd(0.25))));
    }

    @Test
    void controlCharacters_areVisible() throws Exception {
        assertThat(Transcript.read(agent, "plain").events())
                .containsExactly(new Line("plain\tline"), new Line("bell \\u0007 and \\u001b[31mred\\u001b[0m"));
    }

    @Test
    void prompt_isAFileThatTheEnvironmentNames() {
        Invocation invocation = agent.invoke(Transcript.assignment(agent).resuming(new SessionId("s-1"), Usage.NONE));

        assertThat(invocation.command()).containsExactly("make", "it");
        assertThat(invocation.environment())
                .containsEntry("TANDEMWORK_PROMPT", "/home/agent/.tandemwork/prompt.md")
                .containsEntry("TANDEMWORK_SESSION", "s-1");
        assertThat(invocation.homeFiles()).containsEntry(".tandemwork/prompt.md", "add the api");
    }
}
