package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code codex exec --json}. Its {@code error} lines and items are warnings as often as not, so only
 * {@code turn.failed} is a failure; its token counts are the session's.
 *
 * <p>Without a network it says so again and again, each time after a longer pause, and never ends. That is a failure
 * after a few times, a minute and a half or more.
 */
final class CodexDialect implements Dialect {
    private static final String WAITS = "Reconnecting... waiting for network";
    private static final int MOST_WAITS = 5;

    private final Diagnosis diagnosis = new Diagnosis("codex");
    private final Usage spentBefore;
    private Optional<SessionId> session = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Usage total;
    private String lastWords = "";
    private String lastError = "";
    private int waits;

    CodexDialect(Usage spentBefore) {
        this.spentBefore = spentBefore;
        this.total = spentBefore;
    }

    @Override
    public Optional<List<WorkerEvent>> accept(JsonNode message) {
        waits = message.path("message").asText().startsWith(WAITS) ? waits + 1 : 0;
        return Optional.ofNullable(
                switch (Json.type(message)) {
                    case "thread.started" -> started(message);
                    case "item.started" -> began(message.path("item"));
                    case "item.completed" -> completed(message.path("item"));
                    case "turn.completed" -> ended(message.path("usage"));
                    case "turn.failed" ->
                        failed(message.path("error").path("message").asText(lastError));
                    case "error" -> warned(message.path("message").asText());
                    case "turn.started", "item.updated" -> List.<WorkerEvent>of();
                    default -> null;
                });
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public WorkerFailure withoutResult(int exitCode, String errorTail) {
        return diagnosis.silent(exitCode, lastError + "\n" + errorTail);
    }

    @Override
    public Optional<SessionId> session() {
        return session;
    }

    @Override
    public Usage usage() {
        return total.since(spentBefore);
    }

    private List<WorkerEvent> started(JsonNode message) {
        session = Json.session(message, "thread_id");
        return List.of();
    }

    private static List<WorkerEvent> began(JsonNode item) {
        return switch (Json.type(item)) {
            case "command_execution", "web_search" -> List.of(ToolDetail.used(Json.type(item), item));
            case "mcp_tool_call" -> List.of(ToolDetail.used(item.path("tool").asText(), item.path("arguments")));
            default -> List.of();
        };
    }

    private List<WorkerEvent> completed(JsonNode item) {
        return switch (Json.type(item)) {
            case "agent_message" -> said(item.path("text").asText());
            case "file_change" -> List.of(ToolDetail.used("file_change", item.path("changes")));
            case "error" -> warned(item.path("message").asText());
            default -> List.of();
        };
    }

    private List<WorkerEvent> said(String text) {
        lastWords = text;
        return Visible.said(text);
    }

    private List<WorkerEvent> warned(String text) {
        lastError = text;
        if (waits == MOST_WAITS) {
            String found = "has waited " + waits + " times for the network, \"" + text + "\"";
            ending = Optional.of(Ending.failed(diagnosis.failure(WorkerFailure.Kind.NETWORK, found)));
        }
        return List.of(new WorkerEvent.Line(Visible.line("codex warns: " + text)));
    }

    private List<WorkerEvent> ended(JsonNode usage) {
        total = new Usage(Money.ZERO, Json.sum(usage, "input_tokens"), Json.sum(usage, "output_tokens"));
        ending = Optional.of(Ending.done(lastWords));
        return List.of(new WorkerEvent.Spent(usage()));
    }

    private List<WorkerEvent> failed(String text) {
        ending = Optional.of(Ending.failed(diagnosis.reported(text)));
        return List.of();
    }
}
