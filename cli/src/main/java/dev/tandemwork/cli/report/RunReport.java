package dev.tandemwork.cli.report;

import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.scm.ScmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The report of a run: {@code report.md} to read, and {@code report.html} to look at, a single file that asks for nothing
 * else. It is made of the run's journal alone, also while the run is under way.
 *
 * <p>Whatever an agent, a reviewer or a plan has written is shown as text, and never taken for markup.
 */
public final class RunReport {
    private final RunHistory history;
    private final Optional<ScmClient> scm;

    private RunReport(RunHistory history, Optional<ScmClient> scm) {
        this.history = history;
        this.scm = scm;
    }

    /**
     * Returns the report of what {@code store} has of {@code run} now.
     *
     * @throws dev.tandemwork.journal.RunStoreException if there is no such run, or it can't be read
     */
    public static RunReport of(RunStore store, RunId run) {
        return new RunReport(RunHistory.read(store, run), Optional.empty());
    }

    /**
     * Writes the report of a run, without diffs.
     *
     * @return the page
     */
    public static Path write(RunStore store, RunId run, Path folder) throws IOException {
        return of(store, run).write(folder);
    }

    /** Returns this report with the diffs of the changes, which {@code client} is asked for when it is written. */
    public RunReport withDiffsFrom(ScmClient client) {
        return new RunReport(history, Optional.of(Objects.requireNonNull(client, "client")));
    }

    /**
     * Writes the report into {@code folder}, which is made if it is not there.
     *
     * @return the page
     */
    public Path write(Path folder) throws IOException {
        RunStory story = StoryReader.read(history);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), new MarkdownReport(story).render());
        return Files.writeString(folder.resolve("report.html"), new HtmlReport(story, diffs(story)).render());
    }

    private Map<String, DiffBlock> diffs(RunStory story) {
        Map<String, DiffBlock> diffs = new LinkedHashMap<>();
        story.tasks()
                .forEach(task -> DiffBlock.of(scm, task.change())
                        .ifPresent(diff -> diffs.put(task.task().id(), diff)));
        return diffs;
    }
}
