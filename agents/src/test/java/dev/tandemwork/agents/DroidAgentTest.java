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

/** Reads transcripts of the real {@code droid} 0.215, and others in its shapes. */
final class DroidAgentTest {
    private final Agent agent = new DroidAgent();

    @ParameterizedTest
    @CsvSource({
        "success, 0, FINISHED",
        "resumed, 0, FINISHED",
        "refused-401, 1, AUTHENTICATION",
        "refused-429, 1, RATE_LIMITED",
        "single-error, 1, PROVIDER_UNAVAILABLE",
        "killed, 0, NO_RESULT",
        "killed, 137, NO_RESULT"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void events_tellWhatItDid() throws Exception {
        assertThat(Transcript.read(agent, "success").events())
                .contains(new UsedTool("Execute", "echo hello > api.txt; echo done"), new Said("Done."));
    }

    @Test
    void tokens_areThoseOfTheRun() throws Exception {
        Transcript first = Transcript.read(agent, "success");
        Transcript second = Transcript.read(agent, "resumed", first.finished().usage());

        assertThat(first.finished().usage()).isEqualTo(new Usage(Money.ZERO, 2000, 200));
        assertThat(second.finished().usage()).isEqualTo(new Usage(Money.ZERO, 1000, 100));
        assertThat(second.finished().session()).isEqualTo(first.finished().session());
    }

    @Test
    void prompt_isAFileInTheHomeFolder() {
        Invocation invocation =
                agent.invoke(Transcript.assignment(agent, "--help").resuming(new SessionId("s-1"), Usage.NONE));

        assertThat(invocation.command())
                .startsWith("droid", "exec", "-o", "stream-json", "--skip-permissions-unsafe")
                .endsWith("-s", "s-1", "-f", "/home/agent/.tandemwork/prompt.md");
        assertThat(invocation.homeFiles()).containsEntry(".tandemwork/prompt.md", "--help");
        assertThat(invocation.environment()).containsEntry("FACTORY_DROID_AUTO_UPDATE_ENABLED", "false");
    }
}
