package dev.tandemwork.cli;

import dev.tandemwork.Names;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The parameter that names a run. */
final class RunParameter {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's name; `runs` lists them.")
    private String name = "";

    RunParameter() {}

    /** Returns the run, which must be there. */
    RunId in(StateFolder state) {
        try (FileRunStore store = state.existing()) {
            if (!Names.isName(name) || !store.runs().contains(RunId.of(name))) {
                throw CommandException.wrong("run [" + name + "] is not in [" + state.root() + "]; expected one of "
                        + store.runs() + "; name its state folder by --state if it is elsewhere");
            }
            return RunId.of(name);
        }
    }

    /** Returns what is recorded of the run. */
    static List<JournalEntry> entries(StateFolder state, RunId run) {
        try (FileRunStore store = state.existing()) {
            return RunHistory.read(store, run).entries();
        }
    }
}
