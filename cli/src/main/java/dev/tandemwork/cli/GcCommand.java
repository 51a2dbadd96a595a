package dev.tandemwork.cli;

import dev.tandemwork.cli.plan.Quantity;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code gc}. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        description = {
            "Removes what is not needed any more, and says what it was:",
            "workers of runs that have ended, what killed processes have left, and old runs."
        })
final class GcCommand implements Callable<Integer> {
    @Option(
            names = "--keep",
            paramLabel = "TIME",
            defaultValue = "30d",
            converter = Time.class,
            description = "How long a run is kept after its end, such as 12h or 7d; the default is 30d.")
    private Duration keep = Duration.ofDays(30);

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Mixin
    private StateOption state = new StateOption();

    @Spec
    private @Nullable CommandSpec spec;

    GcCommand() {}

    /** Reads a time. */
    static final class Time implements ITypeConverter<Duration> {
        Time() {}

        @Override
        public Duration convert(String value) {
            try {
                return value.matches("0[dhms]?") ? Duration.ZERO : Quantity.duration(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("[" + value + "] is no time; expected " + Quantity.DURATION);
            }
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = Text.out(spec);
        Sweep sweep =
                new Sweep(state.folder(), dryRun, line -> out.println((dryRun ? "would remove " : "removed ") + line));
        int count = sweep.sweep(Clock.systemUTC().instant().minus(keep));
        out.println(
                count == 0
                        ? "nothing to remove"
                        : (dryRun ? "would have removed " : "removed ") + count + (count == 1 ? " thing" : " things"));
        return ExitCode.DONE.code();
    }
}
