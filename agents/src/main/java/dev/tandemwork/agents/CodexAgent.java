package dev.tandemwork.agents;

import java.util.ArrayList;
import java.util.List;

/** Codex: {@code codex exec --json}, unboxed, because the worker is its sandbox. */
final class CodexAgent implements Agent {
    @Override
    public String name() {
        return "codex";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        Prompt prompt = Prompt.of(assignment);
        List<String> command = new ArrayList<>(List.of("codex", "exec"));
        assignment.session().ifPresent(session -> command.add("resume"));
        command.addAll(List.of("--json", "--dangerously-bypass-approvals-and-sandbox", "--skip-git-repo-check"));
        assignment.agent().model().ifPresent(model -> command.addAll(List.of("-m", model)));
        command.add("--");
        assignment.session().ifPresent(session -> command.add(session.value()));
        command.add(prompt.argument());
        return new Invocation(command, Unattended.ENVIRONMENT, prompt.homeFiles());
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new DialectStream(new CodexDialect(assignment.spentInSession()));
    }

    @Override
    public List<String> conversationFolders() {
        return List.of(".codex/sessions");
    }
}
