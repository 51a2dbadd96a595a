package dev.tandemwork.agents;

import java.util.ArrayList;
import java.util.List;

/** opencode: {@code opencode run}, without the plugins of the machine. */
final class OpencodeAgent implements Agent {
    @Override
    public String name() {
        return "opencode";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        Prompt prompt = Prompt.of(assignment);
        List<String> command = new ArrayList<>(List.of("opencode", "run", "--format", "json", "--auto", "--pure"));
        assignment.agent().model().ifPresent(model -> command.addAll(List.of("-m", model)));
        assignment.session().ifPresent(session -> command.addAll(List.of("-s", session.value())));
        command.addAll(List.of("--", prompt.argument()));
        return new Invocation(command, Unattended.ENVIRONMENT, prompt.homeFiles());
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new OpencodeDialect());
    }
}
