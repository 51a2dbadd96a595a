package dev.tandemwork.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Factory's Droid: {@code droid exec}, which reads its prompt from a file. */
final class DroidAgent implements Agent {
    @Override
    public String name() {
        return "droid";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        List<String> command =
                new ArrayList<>(List.of("droid", "exec", "-o", "stream-json", "--skip-permissions-unsafe"));
        assignment.agent().model().ifPresent(model -> command.addAll(List.of("-m", model)));
        assignment.session().ifPresent(session -> command.addAll(List.of("-s", session.value())));
        command.addAll(List.of("-f", Prompt.file(assignment)));
        return new Invocation(command, Unattended.ENVIRONMENT, Map.of(Prompt.FILE, assignment.prompt()));
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new DroidDialect(assignment.spentInSession()));
    }
}
