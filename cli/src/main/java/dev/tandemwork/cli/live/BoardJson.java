package dev.tandemwork.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.budget.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A board as JSON, and back. */
public final class BoardJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BoardJson() {}

    /** Returns {@code board} as an object. */
    public static ObjectNode write(BoardView board) {
        ObjectNode json = JSON.createObjectNode()
                .put("run", board.run())
                .put("title", board.title())
                .put("outcome", board.outcome())
                .put("costMicros", board.cost().micros());
        put(json, "began", board.began());
        put(json, "ended", board.ended());
        ArrayNode tasks = json.putArray("tasks");
        board.tasks().forEach(task -> tasks.add(write(task)));
        ArrayNode questions = json.putArray("questions");
        board.questions().forEach(question -> questions.add(write(question)));
        return json;
    }

    /** Returns what is known of a run that can't be read: its name, and why. */
    public static ObjectNode unreadable(String run, String message) {
        return JSON.createObjectNode()
                .put("run", run)
                .put("state", "unreadable")
                .put("message", message);
    }

    /** Returns the board that {@code json} holds. */
    public static BoardView read(JsonNode json) {
        List<TaskView> tasks = new ArrayList<>();
        json.path("tasks").forEach(task -> tasks.add(task(task)));
        List<QuestionView> questions = new ArrayList<>();
        json.path("questions").forEach(question -> questions.add(question(question)));
        return new BoardView(
                json.path("run").asText(),
                json.path("title").asText(),
                instant(json, "began"),
                instant(json, "ended"),
                json.path("outcome").asText(),
                tasks,
                questions,
                new Money(json.path("costMicros").asLong()));
    }

    private static ObjectNode write(TaskView task) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", task.id())
                .put("title", task.title())
                .put("phase", task.phase().name().toLowerCase(Locale.ROOT))
                .put("attempts", task.attempts())
                .put("costMicros", task.cost().micros())
                .put("note", task.note());
        put(json, "began", task.began());
        put(json, "ended", task.ended());
        put(json, "waitsSince", task.waitsSince());
        put(json, "pullRequest", task.pullRequest());
        put(json, "commit", task.commit());
        return json;
    }

    private static ObjectNode write(QuestionView question) {
        return JSON.createObjectNode()
                .put("path", question.path())
                .put("task", question.task())
                .put("prompt", question.prompt())
                .put("kind", question.kind());
    }

    private static TaskView task(JsonNode json) {
        return new TaskView(
                json.path("id").asText(),
                json.path("title").asText(),
                Phase.valueOf(json.path("phase").asText().toUpperCase(Locale.ROOT)),
                json.path("attempts").asInt(),
                instant(json, "began"),
                instant(json, "ended"),
                new Money(json.path("costMicros").asLong()),
                json.path("note").asText(),
                instant(json, "waitsSince"),
                text(json, "pullRequest"),
                text(json, "commit"));
    }

    private static QuestionView question(JsonNode json) {
        return new QuestionView(
                json.path("path").asText(),
                json.path("task").asText(),
                json.path("prompt").asText(),
                json.path("kind").asText());
    }

    private static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(found -> json.put(name, found.toString()));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode json, String name) {
        return text(json, name).map(Instant::parse);
    }
}
