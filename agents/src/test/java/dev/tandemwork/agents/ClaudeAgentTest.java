package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent.Line;
import dev.tandemwork.worker.WorkerEvent.Said;
import dev.tandemwork.worker.WorkerEvent.Spent;
import dev.tandemwork.worker.WorkerEvent.UsedTool;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads transcripts of the real {@code claude} 2.1.330, and of versions before it in the shapes that were seen. */
final class ClaudeAgentTest {
    private final Agent agent = new ClaudeAgent();

    @ParameterizedTest
    @CsvSource({
        "success, 0, FINISHED",
        "success, 143, FINISHED",
        "resumed-second, 0, FINISHED",
        "retried-529, 0, FINISHED",
        "after-kill-KILL, 0, FINISHED",
        "denied, 0, PERMISSION_DENIED",
        "refused-401, 1, AUTHENTICATION",
        "refused-429, 1, RATE_LIMITED",
        "refused-529, 1, PROVIDER_UNAVAILABLE",
        "refused-quota, 1, QUOTA",
        "refused-overflow, 1, CONTEXT_OVERFLOW",
        "cut, 1, NETWORK",
        "max-turns, 1, TURN_LIMIT",
        "budget, 1, BUDGET",
        "unknown-session, 1, AGENT_ERROR",
        "signal-INT, 0, NO_RESULT",
        "signal-TERM, 143, NO_RESULT",
        "killed, 137, NO_RESULT",
        "killed, 0, NO_RESULT",
        "killed, 127, AGENT_UNAVAILABLE"
    })
    void transcript_endsAs(String name, int exitCode, String ending) throws Exception {
        assertThat(Transcript.read(agent, name).ending(exitCode, "")).isEqualTo(ending);
    }

    @Test
    void events_tellWhatItDid() throws Exception {
        Transcript read = Transcript.read(agent, "success");

        assertThat(read.stream().isDone()).isTrue();
        assertThat(read.finished().summary()).isEqualTo("Done.");
        assertThat(read.events())
                .contains(new UsedTool("Write", "/work/api.txt"), new Said("Done."))
                .endsWith(new Spent(new Usage(Money.usd(0.012), 2000, 200)));
    }

    @ParameterizedTest
    @CsvSource({
        "resumed-second, 0.012, 0.012",
        "after-kill-KILL, 0.006, 0.006",
        "early-version-resumed, 0.018, 0.025",
        "late-version-resumed, 0.018, 0.007",
        "late-version-resumed, 0.100, 0.025"
    })
    void cost_isThatOfTheRun_whateverTheVersionCounts(String name, double before, double cost) throws Exception {
        Transcript read = Transcript.read(agent, name, Usage.of(Money.usd(before)));

        assertThat(read.finished().usage().cost()).isEqualTo(Money.usd(cost));
    }

    @Test
    void tokens_areKnown_whenItWasKilled() throws Exception {
        assertThat(Transcript.read(agent, "signal-TERM").failed(143, "").usage())
                .isEqualTo(new Usage(Money.ZERO, 1000, 100));
    }

    @Test
    void failure_namesWhatWasFound_andTheRemedy() throws Exception {
        assertThat(Transcript.read(agent, "refused-401").failed(1, "").failure().message())
                .isEqualTo(
                        "agent [claude] was answered by its provider with status 401, \"Invalid API key \u00b7 Fix external "
                                + "API key\"; expected a result; give the agent a key that its provider takes");
        assertThat(Transcript.read(agent, "denied").failed(0, "").failure().message())
                .startsWith("agent [claude] was not allowed to use [Write]; ");
    }

    @Test
    void retry_isALine() throws Exception {
        assertThat(Transcript.read(agent, "retried-529").events()).hasAtLeastOneElementOfType(Line.class);
    }

    @Test
    void reset_isKnown_whenTheAllowanceIsUsedUp() {
        AgentStream stream = agent.read(Transcript.assignment(agent));
        stream.accept(
                "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"rejected\",\"resetsAt\":1795478400}}");
        stream.accept(
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"You've hit your usage limit\","
                        + "\"terminal_reason\":\"api_error\",\"api_error_status\":429}");

        AgentResult.Failed failed = (AgentResult.Failed) stream.end(1, "");
        assertThat(failed.failure().kind()).isEqualTo(Kind.QUOTA);
        assertThat(failed.failure().retryAt()).contains(Instant.ofEpochSecond(1795478400));
    }

    @ParameterizedTest
    @CsvSource({
        "error: unknown option '--frobnicate', 1, AGENT_UNAVAILABLE",
        "Error: ENOSPC: no space left on device, 1, DISK_FULL",
        "Something else, 1, NO_RESULT",
        "a warning about an api key, 0, NO_RESULT",
        "a warning about an api key, 143, NO_RESULT"
    })
    void errorOutput_isRead_whenItEndedByItself_withoutAResult(String errors, int exitCode, String kind) {
        AgentStream stream = agent.read(Transcript.assignment(agent));

        assertThat(new Transcript(stream, List.of()).ending(exitCode, errors)).isEqualTo(kind);
    }

    @Test
    void command_asksNobody_andEndsWithThePrompt() {
        Invocation invocation = agent.invoke(Transcript.assignment(agent));

        assertThat(invocation.command())
                .startsWith("claude", "-p", "--output-format", "stream-json", "--verbose")
                .contains("--dangerously-skip-permissions")
                .endsWith("--", "add the api");
        assertThat(invocation.environment())
                .containsEntry("IS_SANDBOX", "1")
                .containsEntry("CLAUDE_CODE_MAX_RETRIES", "3")
                .containsEntry("DISABLE_AUTOUPDATER", "1")
                .containsEntry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    }

    @Test
    void command_hasModelSessionAndBudget_whereGiven() {
        AgentSpec spec = new AgentSpec("claude", Optional.of("opus"), List.of());
        Assignment assignment = new Assignment(
                spec,
                "go on now",
                Optional.of(new SessionId("s-1")),
                Usage.NONE,
                "/home/agent",
                Optional.of(Money.usd(2.5)));

        assertThat(agent.invoke(assignment).command())
                .containsSequence("--model", "opus", "--max-budget-usd", "2.5", "--resume", "s-1", "--", "go on now");
    }
}
