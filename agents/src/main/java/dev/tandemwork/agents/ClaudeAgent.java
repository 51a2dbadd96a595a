package dev.tandemwork.agents;

import dev.tandemwork.budget.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Claude Code: {@code claude -p}, with a stream of JSON. */
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
        return new Invocation(command, Unattended.ENVIRONMENT, prompt.homeFiles());
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new ClaudeDialect(assignment.spentInSession()));
    }

    private static String dollars(Money budget) {
        return BigDecimal.valueOf(budget.micros(), SCALE).stripTrailingZeros().toPlainString();
    }
}
