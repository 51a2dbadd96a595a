package dev.tandemwork.agents;

import java.util.HashMap;
import java.util.Map;

/** Any command. It finds its prompt in a file, and may say how it went in a line of JSON. */
final class CommandAgent implements Agent {
    private static final String PROMPT = "TANDEMWORK_PROMPT";
    private static final String SESSION = "TANDEMWORK_SESSION";

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        Map<String, String> environment = new HashMap<>(Unattended.ENVIRONMENT);
        environment.put(PROMPT, Prompt.file(assignment));
        assignment.session().ifPresent(session -> environment.put(SESSION, session.value()));
        return new Invocation(assignment.agent().command(), environment, Map.of(Prompt.FILE, assignment.prompt()));
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new CommandStream();
    }
}
