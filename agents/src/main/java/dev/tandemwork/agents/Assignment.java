package dev.tandemwork.agents;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.SessionId;
import java.util.Optional;

/**
 * What an agent is told.
 *
 * @param agent which CLI and model
 * @param prompt the instructions, or the feedback when a session goes on
 * @param session the session to go on with; empty for a new one
 * @param spentBefore what the session had used before, for CLIs that report a session's total
 * @param home the agent's home folder, absolute, as the agent itself sees it: the one that
 *     {@link Invocation#homeFiles()} are written to
 * @param budget the money that this run may use, for CLIs that can be told; empty for no bound
 */
public record Assignment(
        AgentSpec agent,
        String prompt,
        Optional<SessionId> session,
        Usage spentBefore,
        String home,
        Optional<Money> budget) {
    /** Refuses a blank prompt, and a home folder that is not absolute. */
    public Assignment {
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("prompt is blank; expected what the agent is to do");
        }
        if (!home.startsWith("/")) {
            throw new IllegalArgumentException(
                    "home folder [" + home + "] is not absolute; expected a path like /home/agent");
        }
    }

    /** Returns the start of a new session without a bound of money. */
    public static Assignment start(AgentSpec agent, String prompt, String home) {
        return new Assignment(agent, prompt, Optional.empty(), Usage.NONE, home, Optional.empty());
    }

    /** Returns this assignment as one that goes on with {@code known}, which had used {@code spent}. */
    public Assignment resuming(SessionId known, Usage spent) {
        return new Assignment(agent, prompt, Optional.of(known), spent, home, budget);
    }

    /** Returns what the session had used before: nothing, if it is a new one. */
    Usage spentInSession() {
        return session.isPresent() ? spentBefore : Usage.NONE;
    }
}
