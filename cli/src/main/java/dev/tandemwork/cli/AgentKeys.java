package dev.tandemwork.cli;

import dev.tandemwork.task.AgentSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each agent gets of the environment that this program was started in: its own keys, and what is no secret. */
final class AgentKeys {
    private static final Map<String, Set<String>> SECRETS = Map.of(
            "claude", Set.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"),
            "codex", Set.of("CODEX_API_KEY", "OPENAI_API_KEY"),
            "droid", Set.of("FACTORY_API_KEY"),
            "gemini", Set.of("GEMINI_API_KEY"),
            "opencode", Set.of("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY"));
    private static final Set<String> SETTINGS =
            Set.of("ANTHROPIC_BASE_URL", "FACTORY_API_BASE_URL", "GOOGLE_GEMINI_BASE_URL", "TANDEMWORK_DEMO_PACE");

    private final Map<String, String> environment;

    AgentKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the names of the keys that are set and are the agent's own. */
    Set<String> of(AgentSpec agent) {
        return of(agent.name());
    }

    private Set<String> of(String agent) {
        return SECRETS.getOrDefault(agent, Set.of()).stream()
                .filter(environment::containsKey)
                .collect(Collectors.toSet());
    }

    /** Returns the agents, each with those of its keys that are set; one of them is enough. */
    static Map<String, Set<String>> set(Map<String, String> environment) {
        AgentKeys keys = new AgentKeys(environment);
        Map<String, Set<String>> set = new TreeMap<>();
        SECRETS.keySet().forEach(agent -> set.put(agent, new TreeSet<>(keys.of(agent))));
        return set;
    }

    /** Returns what is set and no secret: the addresses of models, and how fast the demonstration's agents are. */
    Map<String, String> settings() {
        Map<String, String> set = new TreeMap<>(environment);
        set.keySet().retainAll(SETTINGS);
        return set;
    }
}
