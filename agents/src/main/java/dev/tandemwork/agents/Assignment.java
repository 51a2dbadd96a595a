package dev.tandemwork.agents;

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
 */
public record Assignment(AgentSpec agent, String prompt, Optional<SessionId> session, Usage spentBefore) {}
