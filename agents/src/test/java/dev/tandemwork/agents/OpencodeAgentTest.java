package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent.Said;
import dev.tandemwork.worker.WorkerEvent.UsedTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads transcripts of the real {@code opencode} 1.18, and others in its shapes. */
final class OpencodeAgentTest {
    private final Agent agent = new OpencodeAgent();

    @ParameterizedTest
    @CsvSource({
        "success, 0, FINISHED",
        "resumed, 0, FINISHED",
        "refused-401, 1, AUTHENTICATION",
        "refused-429, 137, RATE_LIMITED",
        "overflow, 0, CONTEXT_OVERFLOW",
        "killed, 0, NO_RESULT",
        "killed, 137, NO_RESULT"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void events_tellWhatItDid() throws Exception {
        assertThat(Transcript.read(agent, "success").events())
                .contains(new UsedTool("bash", "echo hello > api.txt; echo done"), new Said("Done."));
    }

    @Test
    void cost_isTheSumOfTheSteps() throws Exception {
        assertThat(Transcript.read(agent, "success").finished().usage())
                .isEqualTo(new Usage(Money.usd(0.009), 2000, 200));
    }

    @Test
    void end_isNotTheEnd_whenAnotherStepBegins() throws Exception {
        Transcript read = Transcript.read(agent, "success");
        assertThat(read.stream().isDone()).isTrue();

        read.stream().accept("{\"type\":\"step_start\",\"part\":{}}");

        assertThat(read.stream().isDone()).isFalse();
    }

    @Test
    void command_asksNobody_andEndsWithThePrompt() {
        Assignment assignment = Transcript.assignment(agent).resuming(new SessionId("ses_1"), Usage.NONE);

        assertThat(agent.invoke(assignment).command())
                .startsWith("opencode", "run", "--format", "json", "--auto")
                .endsWith("-s", "ses_1", "--", "add the api");
    }
}
