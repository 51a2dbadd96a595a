package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code gemini -o stream-json}, whose messages come in pieces, and its exit codes. */
final class GeminiDialect implements Dialect {
    private static final Map<Integer, Kind> EXITS = Map.of(
            41, Kind.AUTHENTICATION,
            42, Kind.AGENT_ERROR,
            44, Kind.AGENT_ERROR,
            52, Kind.AGENT_UNAVAILABLE,
            53, Kind.TURN_LIMIT,
            54, Kind.AGENT_ERROR,
            55, Kind.PERMISSION_DENIED,
            130, Kind.NO_RESULT);

    /** It exits with the status of its provider, of which a process keeps the lowest 8 bits. */
    private static final List<Integer> STATUSES =
            List.of(400, 401, 402, 403, 404, 408, 413, 429, 500, 502, 503, 504, 529);

    private final Diagnosis diagnosis = new Diagnosis("gemini");
    private final StringBuilder speaking = new StringBuilder();
    private Optional<SessionId> session = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Usage usage = Usage.NONE;
    private String lastWords = "";
    private String lastError = "";

    @Override
    public Optional<List<WorkerEvent>> accept(JsonNode message) {
        session = Json.session(message, "session_id").or(() -> session);
        return Optional.ofNullable(
                switch (Json.type(message)) {
                    case "message" -> spoken(message);
                    case "tool_use" -> tool(message);
                    case "error" -> troubled(message.path("message").asText());
                    case "result" -> ended(message);
                    case "init", "tool_result" -> List.<WorkerEvent>of();
                    default -> null;
                });
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public Ending settle(Ending told, int exitCode) {
        boolean vague =
                told.failure().filter(why -> why.kind() == Kind.AGENT_ERROR).isPresent();
        Optional<Kind> kind = vague ? byExit(exitCode, "") : Optional.empty();
        return kind.map(known ->
                        Ending.failed(diagnosis.failure(known, "reported \"" + Visible.line(lastError) + "\"")))
                .orElse(told);
    }

    @Override
    public WorkerFailure withoutResult(int exitCode, String errorTail) {
        String told = lastError + "\n" + errorTail;
        return byExit(exitCode, told)
                .map(known -> diagnosis.failure(known, diagnosis.found(exitCode, told)))
                .orElseGet(() -> diagnosis.silent(exitCode, told));
    }

    @Override
    public Optional<SessionId> session() {
        return session;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private Optional<Kind> byExit(int exitCode, String told) {
        return Optional.ofNullable(EXITS.get(exitCode)).or(() -> byStatus(exitCode, told));
    }

    private Optional<Kind> byStatus(int exitCode, String told) {
        return STATUSES.stream()
                .filter(status -> status % 256 == exitCode)
                .findFirst()
                .map(status -> diagnosis.kindOf(status, told));
    }

    private List<WorkerEvent> spoken(JsonNode message) {
        if (!message.path("role").asText().equals("assistant")) {
            return List.of();
        }
        speaking.append(message.path("content").asText());
        return message.path("delta").asBoolean() ? List.of() : spokenOut();
    }

    /** Returns what was said in pieces as one event. */
    private List<WorkerEvent> spokenOut() {
        String words = speaking.toString();
        speaking.setLength(0);
        lastWords = words.isBlank() ? lastWords : words;
        return Visible.said(words);
    }

    private List<WorkerEvent> tool(JsonNode message) {
        WorkerEvent used = ToolDetail.used(message.path("tool_name").asText(), message.path("parameters"));
        return Visible.join(spokenOut(), List.of(used));
    }

    private List<WorkerEvent> troubled(String text) {
        lastError = text;
        return List.of(new WorkerEvent.Line(Visible.line("gemini reports: " + text)));
    }

    private List<WorkerEvent> ended(JsonNode result) {
        List<WorkerEvent> said = spokenOut();
        JsonNode stats = result.path("stats");
        usage = new Usage(Money.ZERO, Json.sum(stats, "input_tokens"), Json.sum(stats, "output_tokens"));
        ending = Optional.of(ending(result));
        return Visible.join(said, List.of(new WorkerEvent.Spent(usage)));
    }

    private Ending ending(JsonNode result) {
        if (result.path("status").asText().equals("success")) {
            return Ending.done(lastWords);
        }
        lastError = Json.text(result.path("error"), "message").orElse(lastError);
        return Ending.failed(diagnosis.reported(lastError));
    }
}
