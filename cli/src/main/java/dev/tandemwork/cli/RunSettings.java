package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.budget.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run is worked on. It is kept in the run's folder, so that whoever goes on with the run does so in the same way.
 *
 * @param workers how many at once
 * @param budget what all tasks may spend together
 * @param giveUp whether a task that would need a person is given up
 * @param runtime where workers are
 */
record RunSettings(int workers, Optional<Money> budget, boolean giveUp, RuntimeChoice runtime) {
    private static final String FILE = "settings.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static RunSettings defaults() {
        return new RunSettings(2, Optional.empty(), false, RuntimeChoice.process());
    }

    RunSettings withWorkers(int count) {
        return new RunSettings(count, budget, giveUp, runtime);
    }

    /** Returns what is kept in {@code folder}; the defaults if nothing is. */
    static RunSettings read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return defaults();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            Optional<Money> budget = json.hasNonNull("budgetMicros")
                    ? Optional.of(new Money(json.path("budgetMicros").asLong()))
                    : Optional.empty();
            return new RunSettings(
                    Math.max(1, json.path("workers").asInt()),
                    budget,
                    json.path("giveUp").asBoolean(),
                    RuntimeChoice.read(json));
        } catch (IOException e) {
            return defaults();
        }
    }

    void write(Path folder) {
        ObjectNode json = JSON.createObjectNode().put("workers", workers).put("giveUp", giveUp);
        budget.ifPresent(money -> json.put("budgetMicros", money.micros()));
        runtime.write(json);
        try {
            Files.writeString(folder.resolve(FILE), json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "file [" + folder.resolve(FILE) + "] can't be written; make room for it, then resume", e);
        }
    }
}
