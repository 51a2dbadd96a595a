package dev.tandemwork.internal.record;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.JournalEntry.Origin;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what {@link EntryWriter} has written. */
public final class EntryReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Codec<Failure> FAILURES = Codec.of(Failure.class);

    private final RunId run;
    private final Function<String, byte[]> blobs;

    private EntryReader(RunId run, Function<String, byte[]> blobs) {
        this.run = run;
        this.blobs = blobs;
    }

    /** Returns a reader of the entries of {@code run}, which finds large payloads in {@code blobs}. */
    public static EntryReader of(RunId run, Function<String, byte[]> blobs) {
        return new EntryReader(run, blobs);
    }

    /**
     * Returns the entries that {@code records} hold, in order.
     *
     * @throws RunStoreException of kind {@code CORRUPT} if one is not an entry
     */
    public List<JournalEntry> readAll(List<byte[]> records) {
        List<JournalEntry> entries = new ArrayList<>(records.size());
        for (byte[] bytes : records) {
            entries.add(read(bytes, entries.size()));
        }
        return entries;
    }

    private JournalEntry read(byte[] bytes, int sequence) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return read(text(json, "kind"), new Fields(json));
        } catch (IOException | RuntimeException broken) {
            throw RunStoreException.of(
                    RunStoreException.Kind.CORRUPT,
                    "journal of run [" + run + "] has a record " + sequence + " that is no entry: "
                            + broken.getMessage() + "; restore the journal from a copy",
                    broken);
        }
    }

    private JournalEntry read(String kind, Fields in) throws IOException {
        return switch (kind) {
            case "RunStarted" ->
                new JournalEntry.RunStarted(in.at(), in.text("graph"), in.payload("input"), in.origin());
            case "NodeCompleted" ->
                new JournalEntry.NodeCompleted(
                        in.at(),
                        in.path(),
                        in.hash(),
                        in.payload("result"),
                        in.usage(),
                        in.attempt(),
                        in.took(),
                        in.strings("notes"));
            case "AttemptFailed" ->
                new JournalEntry.AttemptFailed(in.at(), in.path(), in.attempt(), in.failure(), in.usage());
            case "NodeFailed" ->
                new JournalEntry.NodeFailed(in.at(), in.path(), in.hash(), in.attempt(), in.failure(), in.usage());
            case "EffectIntended" -> new JournalEntry.EffectIntended(in.at(), in.path(), in.text("key"));
            case "EffectCompleted" ->
                new JournalEntry.EffectCompleted(in.at(), in.path(), in.text("key"), in.payload("result"));
            case "BranchesOpened" ->
                new JournalEntry.BranchesOpened(in.at(), in.path(), in.strings("keys"), in.after());
            case "BranchArrived" -> new JournalEntry.BranchArrived(in.at(), in.path(), in.text("key"));
            case "Asked" -> new JournalEntry.Asked(in.at(), in.path(), in.text("prompt"), in.payload("question"));
            case "Answered" -> new JournalEntry.Answered(in.at(), in.path(), in.payload("answer"), in.text("by"));
            case "Cancelled" -> new JournalEntry.Cancelled(in.at(), in.path(), in.text("reason"));
            case "BranchCancelled" -> new JournalEntry.BranchCancelled(in.at(), in.path(), in.text("reason"));
            case "RunCompleted" -> new JournalEntry.RunCompleted(in.at());
            case "RunFailed" -> new JournalEntry.RunFailed(in.at(), in.failure());
            default -> throw new IOException("kind [" + kind + "] is unknown; it may be of a later version");
        };
    }

    private static String text(JsonNode json, String field) throws IOException {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new IOException("field [" + field + "] is missing");
        }
        return value.textValue();
    }

    /** The fields of one entry. */
    private final class Fields {
        private final JsonNode json;

        Fields(JsonNode json) {
            this.json = json;
        }

        String text(String field) throws IOException {
            return EntryReader.text(json, field);
        }

        Instant at() {
            return Instant.ofEpochMilli(json.path("at").longValue());
        }

        NodePath path() throws IOException {
            return NodePath.parse(text("path"));
        }

        long hash() throws IOException {
            return Long.parseUnsignedLong(text("in"), 16);
        }

        int attempt() {
            return json.path("attempt").intValue();
        }

        Duration took() {
            return Duration.ofNanos(json.path("took").longValue());
        }

        Usage usage() {
            return new Usage(
                    new Money(json.path("micros").longValue()),
                    json.path("inputTokens").longValue(),
                    json.path("outputTokens").longValue());
        }

        List<String> strings(String field) {
            return strings(json, field);
        }

        private static List<String> strings(JsonNode from, String field) {
            List<String> values = new ArrayList<>();
            from.path(field).forEach(value -> values.add(value.textValue()));
            return List.copyOf(values);
        }

        Map<String, List<String>> after() {
            Map<String, List<String>> after = new TreeMap<>();
            json.path("after").fieldNames().forEachRemaining(key -> after.put(key, strings(json.path("after"), key)));
            return after;
        }

        Failure failure() throws IOException {
            return FAILURES.decode(JSON.writeValueAsBytes(json.path("failure")));
        }

        Payload payload(String field) throws IOException {
            JsonNode inline = json.get(field);
            if (inline != null) {
                return Payload.of(JSON.writeValueAsBytes(inline));
            }
            String hash = text(field + "Blob");
            return Payload.stored(() -> blobs.apply(hash));
        }

        Optional<Origin> origin() throws IOException {
            return json.has("originRun")
                    ? Optional.of(new Origin(text("originRun"), NodePath.parse(text("originPath"))))
                    : Optional.empty();
        }
    }
}
