package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.journal.RunId;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --state}. */
final class StateOption {
    private static final String DEFAULT = ".tandemwork";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "Where runs, workers, logs and reports are kept; the default is .tandemwork below the current"
                    + " folder.")
    private Path folder = Path.of(DEFAULT);

    StateOption() {}

    StateFolder folder() {
        return new StateFolder(folder);
    }

    /** Returns the hints for {@code run}, which name the state folder if it is not the default. */
    Hints hints(RunId run) {
        return new Hints(run.value(), folder.toString().equals(DEFAULT) ? "" : " --state " + folder);
    }
}
