package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code --output-format stream-json}.
 *
 * <p>A {@code success} is one only without {@code is_error} and without a denied tool. While it runs, tokens are counted
 * from the partial messages, because a message's own usage is taken at its start; the result line replaces that count.
 */
final class ClaudeDialect implements Dialect {
    /** From this version on, {@code total_cost_usd} is the session's, before it is the process's. */
    private static final int[] CUMULATIVE_SINCE = {2, 1, 277};

    private static final String[] READ = {"input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"};
    private static final String[] MODEL_READ = {"inputTokens", "cacheCreationInputTokens", "cacheReadInputTokens"};

    private final Diagnosis diagnosis = new Diagnosis("claude");
    private final Usage spentBefore;
    private boolean cumulative = true;
    private Optional<SessionId> session = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<Instant> resetsAt = Optional.empty();
    private Usage running = Usage.NONE;
    private Usage reported = Usage.NONE;

    ClaudeDialect(Usage spentBefore) {
        this.spentBefore = spentBefore;
    }

    @Override
    public Optional<List<WorkerEvent>> accept(JsonNode message) {
        session = Json.session(message, "session_id").or(() -> session);
        return Optional.ofNullable(
                switch (Json.type(message)) {
                    case "system" -> system(message);
                    case "assistant" -> spoken(message.path("message").path("content"));
                    case "stream_event" -> counted(message.path("event"));
                    case "rate_limit_event" -> limited(message.path("rate_limit_info"));
                    case "result" -> ended(message);
                    case "user" -> List.<WorkerEvent>of();
                    default -> null;
                });
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public WorkerFailure withoutResult(int exitCode, String errorTail) {
        return diagnosis.silent(exitCode, errorTail);
    }

    @Override
    public Optional<SessionId> session() {
        return session;
    }

    @Override
    public Usage usage() {
        return ending.isPresent() ? reported : running;
    }

    private List<WorkerEvent> system(JsonNode message) {
        String subtype = message.path("subtype").asText();
        if (subtype.equals("init")) {
            cumulative = isCumulative(message.path("claude_code_version").asText());
        }
        return subtype.equals("api_retry") ? List.of(retry(message)) : List.of();
    }

    private static WorkerEvent retry(JsonNode message) {
        return new WorkerEvent.Line(
                Visible.line("claude waits %d ms to ask its provider again (%d of %d) after status %s %s"
                        .formatted(
                                message.path("retry_delay_ms").asLong(),
                                message.path("attempt").asLong(),
                                message.path("max_retries").asLong(),
                                message.path("error_status").asText(),
                                message.path("error").asText())));
    }

    private static List<WorkerEvent> spoken(JsonNode content) {
        List<WorkerEvent> events = new ArrayList<>();
        for (JsonNode block : content) {
            if (Json.type(block).equals("text")) {
                events.addAll(Visible.said(block.path("text").asText()));
            } else if (Json.type(block).equals("tool_use")) {
                events.add(ToolDetail.used(block.path("name").asText(), block.path("input")));
            }
        }
        return List.copyOf(events);
    }

    private List<WorkerEvent> counted(JsonNode event) {
        if (Json.type(event).equals("message_start")) {
            long read = Json.sum(event.path("message").path("usage"), READ);
            running = running.plus(new Usage(Money.ZERO, read, 0));
        } else if (Json.type(event).equals("message_delta")) {
            running = running.plus(new Usage(Money.ZERO, 0, Json.sum(event.path("usage"), "output_tokens")));
            return List.of(new WorkerEvent.Spent(running));
        }
        return List.of();
    }

    private List<WorkerEvent> limited(JsonNode info) {
        boolean rejected = info.path("status").asText().equals("rejected")
                && info.path("resetsAt").isNumber();
        resetsAt = rejected
                ? Optional.of(Instant.ofEpochSecond(info.path("resetsAt").asLong()))
                : Optional.empty();
        return List.of();
    }

    private List<WorkerEvent> ended(JsonNode result) {
        reported = since(result);
        ending = Optional.of(ending(result));
        return List.of(new WorkerEvent.Spent(reported));
    }

    private Ending ending(JsonNode result) {
        boolean failed = result.path("is_error").asBoolean()
                || !result.path("subtype").asText().equals("success");
        if (failed) {
            return Ending.failed(failure(result));
        }
        JsonNode denials = result.path("permission_denials");
        return denials.isEmpty() ? Ending.done(result.path("result").asText()) : Ending.failed(denied(denials));
    }

    private WorkerFailure denied(JsonNode denials) {
        String tools = String.join(", ", denials.findValuesAsText("tool_name"));
        return diagnosis.failure(Kind.PERMISSION_DENIED, "was not allowed to use [" + Visible.line(tools) + "]");
    }

    private WorkerFailure failure(JsonNode result) {
        String said = Json.text(result, "result").orElseGet(() -> errors(result));
        WorkerFailure failure = switch (result.path("terminal_reason")
                .asText(result.path("subtype").asText())) {
            case "max_turns", "error_max_turns" -> diagnosis.failure(Kind.TURN_LIMIT, "used up its turns");
            case "budget_exhausted", "error_max_budget_usd" -> diagnosis.failure(Kind.BUDGET, "used up its money");
            case "prompt_too_long" -> diagnosis.failure(Kind.CONTEXT_OVERFLOW, "outgrew its model");
            case "aborted_tools", "aborted_streaming" -> diagnosis.failure(Kind.NO_RESULT, "was interrupted");
            default -> refusal(result.path("api_error_status").asInt(), said);
        };
        return new WorkerFailure(failure.kind(), failure.message(), resetsAt);
    }

    private WorkerFailure refusal(int status, String said) {
        return status > 0 ? diagnosis.refused(status, said) : diagnosis.reported(said);
    }

    private static String errors(JsonNode result) {
        List<String> errors = new ArrayList<>();
        result.path("errors").forEach(error -> errors.add(error.asText()));
        return errors.isEmpty() ? result.path("subtype").asText() : String.join("; ", errors);
    }

    /** Returns what this run has used: as told, by later versions; else from a total that may be the session's. */
    private Usage since(JsonNode result) {
        JsonNode told = result.path("model_usage_since_last_result");
        if (told.isObject()) {
            return reported.plus(models(told));
        }
        Money total = Money.usd(Math.max(0, result.path("total_cost_usd").asDouble()));
        Money before = spentBefore.cost();
        boolean includesBefore = cumulative && !before.exceeds(total);
        JsonNode usage = result.path("usage");
        return new Usage(
                includesBefore ? total.minus(before) : total, Json.sum(usage, READ), Json.sum(usage, "output_tokens"));
    }

    private static Usage models(JsonNode models) {
        Usage sum = Usage.NONE;
        for (JsonNode model : models) {
            Money cost = Money.usd(Math.max(0, model.path("costUSD").asDouble()));
            sum = sum.plus(new Usage(cost, Json.sum(model, MODEL_READ), Json.sum(model, "outputTokens")));
        }
        return sum;
    }

    /** An unknown version is taken for a late one: the early ones all told theirs. */
    private static boolean isCumulative(String version) {
        String[] parts = version.split("[^0-9]+", CUMULATIVE_SINCE.length + 1);
        for (int index = 0; index < CUMULATIVE_SINCE.length; index++) {
            boolean numeric = index < parts.length && parts[index].matches("\\d{1,8}");
            int part = numeric ? Integer.parseInt(parts[index]) : CUMULATIVE_SINCE[index];
            if (part != CUMULATIVE_SINCE[index]) {
                return part > CUMULATIVE_SINCE[index];
            }
        }
        return true;
    }
}
