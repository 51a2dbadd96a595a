package dev.tandemwork.cli;

import dev.tandemwork.cli.report.RunReport;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.scm.ScmClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report of a run. A report that can't be written changes nothing about how the run has ended. */
final class ReportFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFile.class);

    private ReportFile() {}

    static Optional<Path> write(RunStore store, RunId run, ScmClient scm, Path folder) {
        try {
            return Optional.of(RunReport.of(store, run).withDiffsFrom(scm).write(folder));
        } catch (IOException unwritable) {
            LOG.warn("report of run [{}] could not be written to [{}]", run, folder, unwritable);
            return Optional.empty();
        }
    }
}
