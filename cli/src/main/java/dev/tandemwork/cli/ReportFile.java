package dev.tandemwork.cli;

import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the report of a run. */
final class ReportFile {
    private ReportFile() {}

    static Optional<Path> write(RunStore store, RunId run, Path folder) {
        return Optional.empty();
    }
}
