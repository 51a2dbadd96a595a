package dev.tandemwork.cli.plan;

import dev.tandemwork.task.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The field {@code limits}. */
final class LimitsField {
    static final List<String> FIELDS = List.of(
            "attempt-time", "idle-time", "rounds", "conflict-rounds", "budget", "memory", "cpus", "pids", "disk");
    private static final String POSITIVE = "a whole number, 1 or more";

    private final Fields fields;

    private LimitsField(Fields fields) {
        this.fields = fields;
    }

    /** Returns {@code defaults} with what {@code value} says. */
    static Limits read(Value value, Limits defaults) {
        return new LimitsField(value.fields(FIELDS)).over(defaults);
    }

    private Limits over(Limits defaults) {
        return new Limits(
                field("attempt-time", Quantity.DURATION, Quantity::duration).orElse(defaults.attemptTime()),
                field("idle-time", Quantity.DURATION, Quantity::duration).orElse(defaults.idleTime()),
                whole("rounds", 1, POSITIVE).orElse(defaults.rounds()),
                whole("conflict-rounds", 0, "a whole number, 0 or more").orElse(defaults.conflictRounds()),
                field("budget", Quantity.MONEY, Quantity::money).orElse(defaults.budget()),
                field("memory", Quantity.BYTES, Quantity::bytes).orElse(defaults.memoryBytes()),
                field("cpus", "a number above 0 such as 2 or 0.5", Quantity::processors)
                        .orElse(defaults.cpus()),
                whole("pids", 1, POSITIVE).orElse(defaults.pids()),
                field("disk", Quantity.BYTES, Quantity::bytes).orElse(defaults.diskBytes()));
    }

    private Optional<Integer> whole(String name, int least, String expected) {
        return field(name, expected, text -> Quantity.atLeast(least, text));
    }

    private <T> Optional<T> field(String name, String expected, Function<String, T> parser) {
        return fields.find(name).flatMap(value -> value.parsed(expected, parser));
    }
}
