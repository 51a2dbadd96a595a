package dev.tandemwork.agents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gemini CLI: {@code gemini -p}. Without its settings file it ends with exit code 41 even if it has a key. */
final class GeminiAgent implements Agent {
    private static final String SETTINGS = ".gemini/settings.json";
    private static final String KEY_AND_QUIET = """
            {
              "general": { "disableAutoUpdate": true, "enableAutoUpdate": false },
              "privacy": { "usageStatisticsEnabled": false },
              "security": { "auth": { "selectedType": "gemini-api-key" } }
            }
            """;

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        Prompt prompt = Prompt.of(assignment);
        List<String> command = new ArrayList<>(List.of("gemini", "-o", "stream-json", "-y", "--skip-trust"));
        assignment.agent().model().ifPresent(model -> command.addAll(List.of("-m", model)));
        assignment.session().ifPresent(session -> command.addAll(List.of("--resume", session.value())));
        command.addAll(List.of("-p", prompt.argument()));
        Map<String, String> files = new HashMap<>(prompt.homeFiles());
        files.put(SETTINGS, KEY_AND_QUIET);
        return new Invocation(command, Unattended.ENVIRONMENT, files);
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new GeminiDialect());
    }
}
