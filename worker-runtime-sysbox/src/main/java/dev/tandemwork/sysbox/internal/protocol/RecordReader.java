package dev.tandemwork.sysbox.internal.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.worker.WorkerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the lines of one start of a container as records. */
public final class RecordReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long notBefore;

    private RecordReader(long notBefore) {
        this.notBefore = notBefore;
    }

    /** Returns a reader of the start that came after {@code finished}, when the start before it had ended. */
    public static RecordReader after(Optional<Instant> finished) {
        return new RecordReader(finished.map(Instant::toEpochMilli).orElse(0L));
    }

    /** Returns the record in {@code line}; empty if it is none of this version, or of a start before. */
    public Optional<ImageRecord> read(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(line);
            boolean known = node.path("v").asInt() == Job.VERSION
                    && node.path("seq").isIntegralNumber()
                    && node.path("start").asLong(Long.MAX_VALUE) >= notBefore;
            return known ? Optional.of(record(node, node.path("seq").asLong())) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static ImageRecord record(JsonNode node, long sequence) {
        String type = text(node, "type");
        return switch (type) {
            case "ready" -> new ImageRecord.Ready(sequence, text(node, "docker"), millis(node));
            case "claimed" -> new ImageRecord.Claimed(sequence, text(node, "worker"));
            case "phase" -> new ImageRecord.Phase(sequence, text(node, "phase"));
            case "out" ->
                new ImageRecord.Output(
                        sequence,
                        text(node, "from"),
                        text(node, "text"),
                        node.path("more").asBoolean());
            case "dropped" ->
                new ImageRecord.Dropped(
                        sequence, text(node, "from"), node.path("bytes").asLong());
            case "agent-exit" -> agentExit(node, sequence);
            case "check" ->
                new ImageRecord.CheckDone(
                        sequence,
                        text(node, "name"),
                        node.path("passed").asBoolean(),
                        millis(node),
                        text(node, "output"));
            case "pull-request" -> new ImageRecord.PullRequestOpened(sequence, text(node, "url"));
            case "result" -> result(node, sequence);
            default -> new ImageRecord.Unknown(sequence, type);
        };
    }

    private static ImageRecord agentExit(JsonNode node, long sequence) {
        return new ImageRecord.AgentExit(
                sequence,
                node.path("code").asInt(),
                node.path("oom").asBoolean(),
                node.path("timeout").asBoolean());
    }

    private static ImageRecord result(JsonNode node, long sequence) {
        return switch (text(node, "outcome")) {
            case "produced" -> new ImageRecord.Produced(sequence, text(node, "base"), text(node, "head"));
            case "unchanged" -> new ImageRecord.Unchanged(sequence);
            default -> new ImageRecord.Failed(sequence, kind(text(node, "kind")), text(node, "message"));
        };
    }

    private static Optional<WorkerFailure.Kind> kind(String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(WorkerFailure.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static Duration millis(JsonNode node) {
        return Duration.ofMillis(Math.max(0, node.path("millis").asLong()));
    }
}
