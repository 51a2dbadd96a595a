package dev.tandemwork.cli;

import dev.tandemwork.budget.Money;
import dev.tandemwork.cli.plan.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a run is worked on. */
final class WorkOptions {
    private static final int MOST_WORKERS = 64;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many workers run at once; the default is 2, and 4 in the demo.")
    private @Nullable Integer workers;

    @Option(
            names = "--budget",
            paramLabel = "$",
            converter = Dollars.class,
            description = "What all tasks may spend together, such as 20 or $7.50; the default is no bound.")
    private @Nullable Money budget;

    @ArgGroup
    private @Nullable Stuck stuck;

    @Mixin
    private RuntimeOptions runtime = new RuntimeOptions();

    WorkOptions() {}

    /** What to do with a task that needs a person. */
    static final class Stuck {
        @SuppressWarnings("unused") // says in so many words what happens without it
        @Option(names = "--ask", description = "Wait for an answer when a task needs a person. This is the default.")
        private boolean ask;

        @Option(names = "--give-up", description = "Give a task up when it would need a person.")
        private boolean giveUp;

        Stuck() {}
    }

    /** Reads an amount of money. */
    static final class Dollars implements ITypeConverter<Money> {
        Dollars() {}

        @Override
        public Money convert(String value) {
            try {
                return Quantity.money(value);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new TypeConversionException("[" + value + "] is no amount; expected " + Quantity.MONEY);
            }
        }
    }

    /** Returns these options over those that a run was begun with: its workers stay where they are. */
    RunSettings goingOn(RunSettings before) {
        RuntimeKind kind = before.runtime().kind();
        if (runtime.kind().filter(other -> other != kind).isPresent()) {
            throw CommandException.wrong("option [--runtime] is not that of the run, which was begun with ["
                    + kind.word() + "]; expected the same; leave it away");
        }
        return over(before);
    }

    /** Returns {@code before} with what these options say. */
    RunSettings over(RunSettings before) {
        int count = workers == null ? before.workers() : workers;
        if (count < 1 || count > MOST_WORKERS) {
            throw CommandException.wrong("option [--workers] is " + count + "; expected 1 to " + MOST_WORKERS);
        }
        boolean giveUp = stuck == null ? before.giveUp() : stuck.giveUp;
        return new RunSettings(
                count, Optional.ofNullable(budget).or(before::budget), giveUp, runtime.over(before.runtime()));
    }
}
