package dev.tandemwork.cli.plan;

import dev.tandemwork.task.Setup;
import java.util.List;
import java.util.Optional;

/** The field {@code setup}: a shell command, or a map with a timeout. */
final class SetupField {
    static final List<String> FIELDS = List.of("run", "timeout");
    private static final String RUN = "a shell command";

    private SetupField() {}

    static Optional<Setup> read(Value value) {
        return value.isMap() ? map(value.fields(FIELDS)) : value.text(RUN).map(Setup::shell);
    }

    private static Optional<Setup> map(Fields fields) {
        Optional<Setup> plain =
                fields.require("run", RUN).flatMap(run -> run.text(RUN)).map(Setup::shell);
        return fields.find("timeout")
                .flatMap(time -> time.parsed(Quantity.DURATION, Quantity::duration))
                .flatMap(time -> plain.map(setup -> new Setup(setup.command(), time)))
                .or(() -> plain);
    }
}
