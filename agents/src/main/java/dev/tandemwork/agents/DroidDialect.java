package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import java.util.List;
import java.util.Optional;

/** Reads {@code droid exec -o stream-json}, and the one line of {@code -o json}. Its token counts are the session's. */
final class DroidDialect implements Dialect {
    private static final String[] READ = {"input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"};

    private final Diagnosis diagnosis = new Diagnosis("droid");
    private final Usage spentBefore;
    private Optional<SessionId> session = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Usage usage = Usage.NONE;
    private String cause = "";

    DroidDialect(Usage spentBefore) {
        this.spentBefore = spentBefore;
    }

    @Override
    public Optional<List<WorkerEvent>> accept(JsonNode message) {
        session = Json.session(message, "session_id", "sessionId").or(() -> session);
        return Optional.ofNullable(
                switch (Json.type(message)) {
                    case "message" -> spoken(message);
                    case "tool_call" ->
                        List.of(ToolDetail.used(message.path("toolName").asText(), message.path("parameters")));
                    case "completion" -> ended(message, "finalText");
                    case "result" -> ended(message, "result");
                    case "error" -> troubled(message);
                    case "system", "tool_result" -> List.<WorkerEvent>of();
                    default -> null;
                });
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public WorkerFailure withoutResult(int exitCode, String errorTail) {
        return cause.isEmpty() ? diagnosis.silent(exitCode, errorTail) : diagnosis.reported(cause);
    }

    @Override
    public Optional<SessionId> session() {
        return session;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private static List<WorkerEvent> spoken(JsonNode message) {
        return message.path("role").asText().equals("assistant")
                ? Visible.said(message.path("text").asText())
                : List.of();
    }

    private List<WorkerEvent> ended(JsonNode message, String field) {
        JsonNode told = message.path("usage");
        usage = new Usage(Money.ZERO, Json.sum(told, READ), Json.sum(told, "output_tokens")).since(spentBefore);
        String words = message.path(field).asText();
        boolean failed = message.path("is_error").asBoolean();
        ending = Optional.of(failed ? Ending.failed(diagnosis.reported(words)) : Ending.done(words));
        return List.of(new WorkerEvent.Spent(usage));
    }

    /** The command line adds that it failed after the agent has said why; the first is the one to keep. */
    private List<WorkerEvent> troubled(JsonNode error) {
        String text = error.path("message").asText();
        cause = cause.isEmpty() ? text : cause;
        return List.of(new WorkerEvent.Line(Visible.line("droid reports: " + text)));
    }
}
