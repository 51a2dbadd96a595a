package dev.tandemwork.cli;

import dev.tandemwork.Names;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.plan.PlanFile;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.task.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs, and goes on with them.
 *
 * @param state where runs are kept
 * @param work how they are worked on
 * @param output how they are shown
 */
record Launch(StateOption state, WorkOptions work, OutputOptions output) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMdd-HHmmss");
    private static final int LONGEST_STEM = 40;

    /** Returns the name {@code given}, or one made of {@code stem} and the time. */
    static RunId name(@Nullable String given, String stem) {
        if (given == null) {
            String plain = stem.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
            String shortened = plain.substring(0, Math.min(LONGEST_STEM, plain.length()));
            return RunId.of((shortened.isEmpty() ? "run" : shortened) + "-"
                    + TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
        }
        if (!Names.isName(given)) {
            throw CommandException.wrong(
                    "run name [" + given + "] can't be used; expected 1 to 63 letters, digits, '.', "
                            + "'_' or '-', led by a letter or digit");
        }
        return RunId.of(given);
    }

    static RunId name(@Nullable String given, Path plan) {
        return name(given, PlanFile.stem(plan));
    }

    /** Refuses a name that is taken, before anything else is done. */
    void requireNew(RunId run) {
        if (hasBegun(run)) {
            throw CommandException.wrong(
                    "run [" + run + "] is there already, in [" + state.folder().runs()
                            + "]; expected a new name; give another by --run, or go on with: "
                            + state.hints(run).command("resume"));
        }
    }

    /** One whose process died before anything was recorded has not. */
    private boolean hasBegun(RunId run) {
        if (!Files.exists(state.folder().run(run))) {
            return false;
        }
        try (FileRunStore store = state.folder().store()) {
            return !store.read(run).isEmpty();
        }
    }

    ExitCode start(RunId run, Plan plan) throws InterruptedException {
        return start(run, plan, work.over(RunSettings.defaults()));
    }

    ExitCode start(RunId run, Plan plan, RunSettings settings) throws InterruptedException {
        StateFolder folder = state.folder();
        requireNew(run);
        Preconditions.require(plan, settings.runtime());
        Hints hints = state.hints(run);
        try (Session session = Session.open(folder, run, settings)) {
            return Conductor.of(session, hints, look())
                    .conduct(options -> session.start(plan, options), Conductor.First.NOTHING);
        }
    }

    ExitCode resume(RunId run, Conductor.First first) throws InterruptedException {
        StateFolder folder = state.folder();
        RunSettings settings = work.goingOn(RunSettings.read(folder.run(run)));
        try (FileRunStore store = folder.existing()) {
            Preconditions.require(plan(store, run), settings.runtime());
        }
        try (Session session = Session.open(folder, run, settings)) {
            return Conductor.of(session, state.hints(run), look()).conduct(session::resume, first);
        }
    }

    private static Plan plan(FileRunStore store, RunId run) {
        return RunHistory.read(store, run).entries().stream()
                .flatMap(
                        entry -> entry instanceof JournalEntry.RunStarted started ? Stream.of(started) : Stream.empty())
                .findFirst()
                .map(started -> started.input().as(Plan.class))
                .orElseThrow(
                        () -> CommandException.wrong("run [" + run + "] never began: its process was ended too early"
                                + "; expected one that did; start it again, under the same name if you like"));
    }

    private Conductor.Look look() {
        return new Conductor.Look(output, System.out);
    }
}
