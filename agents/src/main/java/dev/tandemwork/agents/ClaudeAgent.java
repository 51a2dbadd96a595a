package dev.tandemwork.agents;

import dev.tandemwork.budget.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claude Code: {@code claude -p}, with a stream of JSON.
 *
 * <p>Its temporary files lie below its home, so that they go when that goes. Its socket does too as long as the socket's
 * path has at most 103 bytes, which a home of up to 75 allows; claude puts it into {@code /tmp/cc-socks-<uid>} otherwise,
 * where a killed one leaves it, and has no option against that.
 */
final class ClaudeAgent implements Agent {
    private static final int SCALE = 6;

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        Prompt prompt = Prompt.of(assignment);
        List<String> command = new ArrayList<>(List.of(
                "claude",
                "-p",
                "--output-format",
                "stream-json",
                "--verbose",
                "--include-partial-messages",
                "--dangerously-skip-permissions"));
        assignment.agent().model().ifPresent(model -> command.addAll(List.of("--model", model)));
        assignment.budget().ifPresent(budget -> command.addAll(List.of("--max-budget-usd", dollars(budget))));
        assignment.session().ifPresent(session -> command.addAll(List.of("--resume", session.value())));
        command.addAll(List.of("--", prompt.argument()));
        Map<String, String> environment = new HashMap<>(Unattended.ENVIRONMENT);
        environment.put("CLAUDE_CODE_TMPDIR", assignment.home() + "/tmp");
        return new Invocation(command, environment, prompt.homeFiles());
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new ClaudeDialect(assignment.spentInSession()));
    }

    @Override
    public List<String> conversationFolders() {
        return List.of(".claude/projects");
    }

    private static String dollars(Money budget) {
        return BigDecimal.valueOf(budget.micros(), SCALE).stripTrailingZeros().toPlainString();
    }
}
