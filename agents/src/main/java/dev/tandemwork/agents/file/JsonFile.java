package dev.tandemwork.agents.file;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that holds one value, as JSON with a schema version. It is there whole or not at all.
 *
 * @param path where it is
 * @param type of its value
 */
public record JsonFile<T>(Path path, Class<T> type) {
    private static final int SCHEMA = 1;
    private static final String VERSION = "schema";
    private static final String VALUE = "value";
    private static final ObjectMapper MAPPER = mapper();

    /** How sealed types say which of their cases a value is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Case {}

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .addMixIn(WorkerResult.class, Case.class)
                .addMixIn(Anchor.class, Case.class)
                .registerSubtypes(
                        new NamedType(WorkerResult.Produced.class, "produced"),
                        new NamedType(WorkerResult.Unchanged.class, "unchanged"),
                        new NamedType(WorkerResult.Failed.class, "failed"),
                        new NamedType(Anchor.Line.class, "line"),
                        new NamedType(Anchor.File.class, "file"),
                        new NamedType(Anchor.WholeChange.class, "whole"))
                .build();
    }

    /**
     * Returns the value, if the file is there.
     *
     * @throws WorkerException if it can't be understood
     */
    public Optional<T> read() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(path));
            requireSchema(tree.path(VERSION).asInt(-1));
            return Optional.of(MAPPER.treeToValue(tree.path(VALUE), type));
        } catch (IOException e) {
            throw unreadable(e.getMessage() + "; expected what a worker has written", e);
        }
    }

    private void requireSchema(int found) throws IOException {
        if (found != SCHEMA) {
            throw new IOException("it has the schema version " + found + ", and " + SCHEMA + " is known");
        }
    }

    private WorkerException unreadable(String found, Exception cause) {
        String message = "worker file [" + path + "] can't be read: " + found + "; remove the worker to start it anew";
        return WorkerException.of(WorkerFailure.of(WorkerFailure.Kind.LOST, message), cause);
    }

    /** Replaces the value, and returns once it is on the disk. */
    public void write(T value) throws IOException {
        JsonNode tree = MAPPER.readTree(MAPPER.writerFor(type).writeValueAsBytes(value));
        byte[] bytes = MAPPER.writeValueAsBytes(
                MAPPER.createObjectNode().put(VERSION, SCHEMA).set(VALUE, tree));
        Path next = path.resolveSibling(path.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
