package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.agents.AgentResult.Finished;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import java.util.List;
import java.util.Optional;

/**
 * Reads any command, whose exit with 0 is its result. A line {@code {"tandemwork":1,"summary":"..","costUsd":0.1,
 * "session":".."}} adds what is known, each field if it likes; the last such line counts.
 */
final class CommandStream implements AgentStream {
    private static final int VERSION = 1;
    private final Diagnosis diagnosis = new Diagnosis("command");
    private Optional<SessionId> session = Optional.empty();
    private Usage usage = Usage.NONE;
    private String summary = "";

    @Override
    public List<WorkerEvent> accept(String line) {
        Optional<JsonNode> record =
                Json.object(line).filter(found -> found.path("tandemwork").asInt() == VERSION);
        if (record.isPresent()) {
            return told(record.get());
        }
        return line.isBlank() ? List.of() : List.of(new WorkerEvent.Line(Visible.line(line)));
    }

    /** Returns false: only the end of the process is the end of a command. */
    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public AgentResult end(int exitCode, String errorTail) {
        return exitCode == 0
                ? new Finished(summary, session, usage)
                : Ending.failed(diagnosis.exited(exitCode, errorTail)).result(session, usage);
    }

    private List<WorkerEvent> told(JsonNode record) {
        session = Json.session(record, "session").or(() -> session);
        usage = Usage.of(Money.usd(Math.max(0, record.path("costUsd").asDouble())));
        summary = record.path("summary").asText();
        return Visible.join(Visible.said(summary), List.of(new WorkerEvent.Spent(usage)));
    }
}
