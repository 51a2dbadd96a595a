package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code opencode run --format json}. It has no result line: the last {@code step_finish}, for the reason
 * {@code stop}, is the end, and the cost is the sum of all steps.
 */
final class OpencodeDialect implements Dialect {
    private final Diagnosis diagnosis = new Diagnosis("opencode");
    private Optional<SessionId> session = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<WorkerFailure> trouble = Optional.empty();
    private Usage usage = Usage.NONE;
    private String lastWords = "";

    @Override
    public Optional<List<WorkerEvent>> accept(JsonNode message) {
        session = Json.session(message, "sessionID").or(() -> session);
        JsonNode part = message.path("part");
        return Optional.ofNullable(
                switch (Json.type(message)) {
                    case "step_start" -> began();
                    case "text" -> said(part.path("text").asText());
                    case "tool_use" ->
                        List.of(ToolDetail.used(
                                part.path("tool").asText(), part.path("state").path("input")));
                    case "step_finish" -> finished(part);
                    case "error" -> troubled(message.path("error"));
                    case "reasoning" -> List.<WorkerEvent>of();
                    default -> null;
                });
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public WorkerFailure withoutResult(int exitCode, String errorTail) {
        return trouble.orElseGet(() -> diagnosis.silent(exitCode, errorTail));
    }

    @Override
    public Optional<SessionId> session() {
        return session;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private List<WorkerEvent> began() {
        ending = Optional.empty();
        trouble = Optional.empty();
        return List.of();
    }

    private List<WorkerEvent> said(String text) {
        lastWords = text.strip();
        return Visible.said(text);
    }

    private List<WorkerEvent> finished(JsonNode part) {
        JsonNode tokens = part.path("tokens");
        long read = Json.sum(tokens, "input") + Json.sum(tokens.path("cache"), "read", "write");
        Money cost = Money.usd(Math.max(0, part.path("cost").asDouble()));
        usage = usage.plus(new Usage(cost, read, Json.sum(tokens, "output", "reasoning")));
        conclude(part.path("reason").asText());
        return List.of(new WorkerEvent.Spent(usage));
    }

    private void conclude(String reason) {
        switch (reason) {
            case "stop" -> ending = Optional.of(Ending.done(lastWords));
            case "length" ->
                trouble = Optional.of(diagnosis.failure(Kind.CONTEXT_OVERFLOW, "ended a step for lack of room"));
            default -> trouble = Optional.empty();
        }
    }

    private List<WorkerEvent> troubled(JsonNode error) {
        JsonNode data = error.path("data");
        int status = data.path("statusCode").asInt();
        String text =
                Json.text(data, "message").or(() -> Json.text(error, "name")).orElse("an error");
        trouble = Optional.of(status > 0 ? diagnosis.refused(status, text) : diagnosis.reported(text));
        return List.of(new WorkerEvent.Line(Visible.line("opencode reports: " + text)));
    }
}
