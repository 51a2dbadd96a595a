package dev.tandemwork.agents;

import dev.tandemwork.Names;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agents that are known by name. Immutable, and safe for use by many threads. */
public final class Agents {
    private final Map<String, Agent> byName;

    private Agents(Map<String, Agent> byName) {
        this.byName = byName;
    }

    /** Returns the agents {@code claude}, {@code codex}, {@code droid}, {@code gemini}, {@code opencode}, {@code command}. */
    public static Agents standard() {
        return new Agents(Map.of())
                .with(new ClaudeAgent())
                .with(new CodexAgent())
                .with(new DroidAgent())
                .with(new GeminiAgent())
                .with(new OpencodeAgent())
                .with(new CommandAgent());
    }

    /** Returns these agents and {@code agent}, which takes the place of one of the same name. */
    public Agents with(Agent agent) {
        Map<String, Agent> agents = new TreeMap<>(byName);
        agents.put(Names.requireName("agent", agent.name()), agent);
        return new Agents(agents);
    }

    /** Returns the names of these agents, sorted. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Returns the agent that {@code spec} names.
     *
     * @throws WorkerException of kind {@link Kind#AGENT_UNAVAILABLE} if there is none of that name
     */
    public Agent find(AgentSpec spec) {
        return Optional.ofNullable(byName.get(spec.name())).orElseThrow(() -> unknown(spec.name()));
    }

    private WorkerException unknown(String name) {
        String message = "agent [" + name + "] is not known; expected one of " + names()
                + "; correct the name, or add the agent by Agents.with(...)";
        return WorkerException.of(WorkerFailure.of(Kind.AGENT_UNAVAILABLE, message));
    }
}
