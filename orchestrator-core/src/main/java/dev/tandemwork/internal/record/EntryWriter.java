package dev.tandemwork.internal.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.JournalEntry.AttemptFailed;
import dev.tandemwork.event.JournalEntry.NodeCompleted;
import dev.tandemwork.event.JournalEntry.NodeFailed;
import dev.tandemwork.event.JournalEntry.RunStarted;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes entries as one line of JSON each. A payload too large for the line is replaced by the name of its blob. */
public final class EntryWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Codec<Failure> FAILURES = Codec.of(Failure.class);
    private static final int LARGEST_INLINE = 16 * 1024;

    private final UnaryOperator<byte[]> blobs;

    private EntryWriter(UnaryOperator<byte[]> blobs) {
        this.blobs = blobs;
    }

    /** Returns a writer that keeps large payloads in {@code log}. */
    public static EntryWriter into(RunLog log) {
        return new EntryWriter(content -> quoted(log.putBlob(content)));
    }

    private static byte[] quoted(String hash) {
        return ('"' + hash + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Returns {@code entry} as a line of JSON. */
    public byte[] write(JournalEntry entry) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("kind", entry.getClass().getSimpleName());
            out.writeNumberField("at", entry.at().toEpochMilli());
            out.writeStringField("path", entry.path().toString());
            fields(out, entry);
            out.writeEndObject();
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void fields(JsonGenerator out, JournalEntry entry) throws IOException {
        if (entry instanceof NodeCompleted completed) {
            completed(out, completed);
        } else if (entry instanceof RunStarted started) {
            started(out, started);
        } else if (entry instanceof NodeFailed failed) {
            hash(out, failed.inputHash());
            failure(out, failed.attempt(), failed.failure(), failed.usage());
        } else if (entry instanceof AttemptFailed failed) {
            failure(out, failed.attempt(), failed.failure(), failed.usage());
        } else {
            rest(out, entry);
        }
    }

    private void rest(JsonGenerator out, JournalEntry entry) throws IOException {
        if (entry instanceof JournalEntry.EffectIntended effect) {
            out.writeStringField("key", effect.key());
        } else if (entry instanceof JournalEntry.EffectCompleted effect) {
            out.writeStringField("key", effect.key());
            payload(out, "result", effect.result());
        } else if (entry instanceof JournalEntry.BranchesOpened opened) {
            strings(out, "keys", opened.keys());
            out.writeObjectFieldStart("after");
            for (var dependent : opened.after().entrySet()) {
                strings(out, dependent.getKey(), dependent.getValue());
            }
            out.writeEndObject();
        } else if (entry instanceof JournalEntry.BranchArrived arrived) {
            out.writeStringField("key", arrived.key());
        } else {
            outside(out, entry);
        }
    }

    private void outside(JsonGenerator out, JournalEntry entry) throws IOException {
        if (entry instanceof JournalEntry.Asked asked) {
            out.writeStringField("prompt", asked.prompt());
            payload(out, "question", asked.question());
        } else if (entry instanceof JournalEntry.Answered answered) {
            payload(out, "answer", answered.answer());
            out.writeStringField("by", answered.by());
        } else if (entry instanceof JournalEntry.Cancelled cancelled) {
            out.writeStringField("reason", cancelled.reason());
        } else if (entry instanceof JournalEntry.BranchCancelled cancelled) {
            out.writeStringField("reason", cancelled.reason());
        } else if (entry instanceof JournalEntry.RunFailed failed) {
            failure(out, failed.failure());
        }
    }

    private void completed(JsonGenerator out, NodeCompleted entry) throws IOException {
        hash(out, entry.inputHash());
        payload(out, "result", entry.result());
        usage(out, entry.usage());
        out.writeNumberField("attempt", entry.attempt());
        out.writeNumberField("took", entry.took().toNanos());
        if (!entry.notes().isEmpty()) {
            strings(out, "notes", entry.notes());
        }
    }

    private void started(JsonGenerator out, RunStarted entry) throws IOException {
        out.writeStringField("graph", entry.graph());
        payload(out, "input", entry.input());
        if (entry.origin().isPresent()) {
            out.writeStringField("originRun", entry.origin().get().run());
            out.writeStringField("originPath", entry.origin().get().path().toString());
        }
    }

    private void failure(JsonGenerator out, int attempt, Failure failure, Usage usage) throws IOException {
        out.writeNumberField("attempt", attempt);
        failure(out, failure);
        usage(out, usage);
    }

    private static void failure(JsonGenerator out, Failure failure) throws IOException {
        out.writeFieldName("failure");
        FAILURES.encode(failure, out);
    }

    private static void hash(JsonGenerator out, long hash) throws IOException {
        out.writeStringField("in", Long.toHexString(hash));
    }

    private static void usage(JsonGenerator out, Usage usage) throws IOException {
        if (!usage.equals(Usage.NONE)) {
            out.writeNumberField("micros", usage.cost().micros());
            out.writeNumberField("inputTokens", usage.inputTokens());
            out.writeNumberField("outputTokens", usage.outputTokens());
        }
    }

    private void payload(JsonGenerator out, String field, Payload payload) throws IOException {
        byte[] json = payload.bytes();
        boolean large = json.length > LARGEST_INLINE;
        out.writeFieldName(large ? field + "Blob" : field);
        raw(out, large ? blobs.apply(json) : json);
    }

    private static void raw(JsonGenerator out, byte[] json) throws IOException {
        out.writeRawValue(new String(json, StandardCharsets.UTF_8));
    }

    private static void strings(JsonGenerator out, String field, List<String> values) throws IOException {
        out.writeArrayFieldStart(field);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
