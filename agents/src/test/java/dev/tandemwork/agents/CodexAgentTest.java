package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent.Line;
import dev.tandemwork.worker.WorkerEvent.Said;
import dev.tandemwork.worker.WorkerEvent.Spent;
import dev.tandemwork.worker.WorkerEvent.UsedTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads transcripts in the shapes of {@code codex} 0.169. */
final class CodexAgentTest {
    private final Agent agent = new CodexAgent();

    @ParameterizedTest
    @CsvSource({
        "success, 0, FINISHED",
        "resumed, 0, FINISHED",
        "warned, 0, FINISHED",
        "refused-401, 1, AUTHENTICATION",
        "refused-429, 1, RATE_LIMITED",
        "refused-quota, 1, QUOTA",
        "refused-overflow, 1, CONTEXT_OVERFLOW",
        "unreachable, 1, NETWORK",
        "no-network, 143, NETWORK",
        "network-came-back, 143, NO_RESULT",
        "killed, 0, NO_RESULT",
        "killed, 137, NO_RESULT",
        "killed, 143, NO_RESULT"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void events_tellWhatItDid() throws Exception {
        assertThat(Transcript.read(agent, "success").events())
                .contains(
                        new UsedTool("command_execution", "bash -lc 'echo hello > api.txt'"),
                        new Said("Done."),
                        new Spent(new Usage(Money.ZERO, 2000, 200)));
    }

    @Test
    void waitForTheNetwork_isAnEnd_afterAFewTimesInARow() throws Exception {
        Transcript waited = Transcript.read(agent, "no-network");

        assertThat(waited.stream().isDone()).isTrue();
        assertThat(waited.events()).hasSize(5).allMatch(Line.class::isInstance);
        assertThat(waited.failed(143, "").failure().message())
                .isEqualTo("agent [codex] has waited 5 times for the network, \"Reconnecting... waiting for network "
                        + "(Connection failed: error sending request)\"; expected a result; check that the worker may "
                        + "reach the agent's provider");
        assertThat(Transcript.read(agent, "network-came-back").stream().isDone())
                .isFalse();
    }

    @Test
    void warnings_areLines() throws Exception {
        assertThat(Transcript.read(agent, "warned").events())
                .filteredOn(Line.class::isInstance)
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"2000, 200, 1000, 100", "9000, 900, 3000, 300"})
    void tokens_areThoseOfTheRun(long readBefore, long writtenBefore, long read, long written) throws Exception {
        Usage before = new Usage(Money.ZERO, readBefore, writtenBefore);

        assertThat(Transcript.read(agent, "resumed", before).finished().usage())
                .isEqualTo(new Usage(Money.ZERO, read, written));
    }

    @Test
    void tokens_areCountedWhole_inANewSession() throws Exception {
        Assignment start = Transcript.assignment(agent);
        Usage elsewhere = new Usage(Money.usd(1), 1000, 100);
        AgentStream stream = agent.read(new Assignment(
                start.agent(), start.prompt(), start.session(), elsewhere, start.home(), start.budget()));
        stream.accept("{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":3000,\"output_tokens\":300}}");

        assertThat(stream.end(0, "").usage()).isEqualTo(new Usage(Money.ZERO, 3000, 300));
    }

    @Test
    void tokens_areNone_whenItWasKilled() throws Exception {
        Usage before = new Usage(Money.ZERO, 2000, 200);

        assertThat(Transcript.read(agent, "killed", before).failed(137, "").usage())
                .isEqualTo(Usage.NONE);
    }

    @Test
    void command_startsAndGoesOn() {
        Assignment start = Transcript.assignment(agent);

        assertThat(agent.invoke(start).command())
                .startsWith("codex", "exec", "--json", "--dangerously-bypass-approvals-and-sandbox")
                .endsWith("--", "add the api");
        assertThat(agent.invoke(start.resuming(new SessionId("t-1"), Usage.NONE))
                        .command())
                .startsWith("codex", "exec", "resume", "--json")
                .endsWith("--", "t-1", "add the api");
    }
}
