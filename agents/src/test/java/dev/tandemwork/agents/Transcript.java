package dev.tandemwork.agents;

import dev.tandemwork.agents.AgentResult.Failed;
import dev.tandemwork.agents.AgentResult.Finished;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A transcript that was read by its agent. */
record Transcript(AgentStream stream, List<WorkerEvent> events) {
    static final String HOME = "/home/agent";

    static Transcript read(Agent agent, String name) throws IOException {
        return read(agent, name, Usage.NONE);
    }

    static Transcript read(Agent agent, String name, Usage before) throws IOException {
        AgentStream stream = agent.read(assignment(agent).resuming(new SessionId("before"), before));
        List<WorkerEvent> events = new ArrayList<>();
        Path file = Path.of("src", "test", "resources", "transcripts", agent.name(), name + ".jsonl");
        Files.readAllLines(file).forEach(line -> events.addAll(stream.accept(line)));
        return new Transcript(stream, List.copyOf(events));
    }

    static Assignment assignment(Agent agent) {
        return assignment(agent, "add the api");
    }

    static Assignment assignment(Agent agent, String prompt) {
        AgentSpec spec = agent.name().equals(AgentSpec.COMMAND)
                ? AgentSpec.command(List.of("make", "it"))
                : AgentSpec.named(agent.name());
        return Assignment.start(spec, prompt, HOME);
    }

    /** Returns {@code FINISHED}, or the kind of the failure. */
    String ending(int exitCode, String errorTail) {
        return stream.end(exitCode, errorTail)
                .fold(finished -> "FINISHED", failed -> failed.failure().kind().name());
    }

    Finished finished() {
        return (Finished) stream.end(0, "");
    }

    Failed failed(int exitCode, String errorTail) {
        return (Failed) stream.end(exitCode, errorTail);
    }
}
