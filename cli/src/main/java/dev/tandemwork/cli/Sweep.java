package dev.tandemwork.cli;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.cli.control.ControlClient;
import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.serve.SoleUse;
import dev.tandemwork.delivery.WorkerNames;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStoreException;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.Grace;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.ProcessTree;
import dev.tandemwork.local.worker.ProcessWorkerRuntime;
import dev.tandemwork.sysbox.Leftovers;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is not needed any more in a state folder, and removes it. */
final class Sweep {
    private final StateFolder state;
    private final boolean dryRun;
    private final Consumer<String> told;
    private int count;

    Sweep(StateFolder state, boolean dryRun, Consumer<String> told) {
        this.state = state;
        this.dryRun = dryRun;
        this.told = told;
    }

    /** Removes it, with runs that ended before {@code before}, and returns how many things that were. */
    int sweep(Instant before) {
        try (FileRunStore store = state.existing()) {
            List<RunId> runs = store.runs();
            List<RunId> needed =
                    runs.stream().filter(run -> !hasEnded(store, run)).toList();
            workers(needed);
            runs.stream().filter(run -> isOld(store, run, before)).forEach(run -> run(store, run));
            if (runs.stream().noneMatch(this::isAttended)) {
                leftovers();
                orphans(Set.copyOf(runs), before);
            }
            sandboxes(needed);
            return count;
        }
    }

    private Optional<BoardView> board(FileRunStore store, RunId run) {
        try {
            return Optional.of(Board.of(run.value(), RunHistory.read(store, run).entries(), Clock.systemUTC())
                    .view());
        } catch (TandemworkException unreadable) {
            return Optional.empty();
        }
    }

    /** A run that can't be read may still be needed. */
    private boolean hasEnded(FileRunStore store, RunId run) {
        return board(store, run).flatMap(BoardView::ended).isPresent() && !isAttended(run);
    }

    /** A run whose process was ended before it began has nothing to go on from; its lock tells whether one begins it. */
    private boolean isOld(FileRunStore store, RunId run, Instant before) {
        return board(store, run)
                        .filter(board -> board.began().isEmpty()
                                || board.ended().filter(before::isAfter).isPresent())
                        .isPresent()
                && !isAttended(run);
    }

    private boolean isAttended(RunId run) {
        return ControlClient.find(state.run(run)).isPresent();
    }

    private void workers(List<RunId> needed) {
        if (!Files.isDirectory(state.workers())) {
            return;
        }
        try (ProcessWorkerRuntime runtime =
                ProcessWorkerRuntime.builder().root(state.workers()).build()) {
            for (WorkerId worker : runtime.workers()) {
                if (needed.stream().noneMatch(run -> WorkerNames.isOf(run, worker))) {
                    remove("worker " + worker, () -> runtime.remove(worker));
                }
            }
        }
    }

    /** Last, for the engine may not answer; a process that has workers in containers has the folder in use. */
    private void sandboxes(List<RunId> needed) {
        if (!Files.isDirectory(state.sandboxes())) {
            return;
        }
        @Nullable SoleUse use = SoleUse.of(state.sandboxes()).orElse(null);
        if (use == null) {
            return;
        }
        try (use;
                Leftovers left = Sandboxing.of(System.getenv())
                        .leftovers(state, worker -> needed.stream().anyMatch(run -> WorkerNames.isOf(run, worker)))) {
            left.names().forEach(name -> remove(name, () -> left.remove(name)));
        }
    }

    private void run(FileRunStore store, RunId run) {
        try {
            remove("run " + run, () -> store.delete(run));
        } catch (RunStoreException e) {
            if (e.kind() == RunStoreException.Kind.LOCKED) {
                return;
            }
            throw e;
        }
        Stream.of(state.logs(run), state.reports(run), state.demo(run))
                .filter(Files::exists)
                .forEach(this::tree);
    }

    /** Only when no process is at any run, for it may be making one of these just now. */
    private void leftovers() {
        matching(state.reviews(), "tandemwork-review-*").forEach(this::tree);
        matching(state.runs(), ".{new,gone}-*").forEach(this::tree);
    }

    /** What a process made for a run and was ended before the run was there; a run that begins now has younger ones. */
    private void orphans(Set<RunId> runs, Instant before) {
        Set<String> known = runs.stream().map(RunId::value).collect(Collectors.toSet());
        for (Path folder : state.ofRuns()) {
            matching(folder, "*").stream()
                    .filter(path -> !known.contains(path.getFileName().toString()))
                    .filter(path -> isOlder(path, before))
                    .forEach(this::tree);
        }
    }

    private static boolean isOlder(Path path, Instant before) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<Path> matching(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var paths = Files.newDirectoryStream(folder, glob)) {
            paths.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("folder [" + folder + "] can't be read", e);
        }
    }

    private void tree(Path folder) {
        remove("folder " + folder, () -> delete(folder));
    }

    private void remove(String what, Runnable removal) {
        if (!dryRun) {
            removal.run();
        }
        count++;
        told.accept(what);
    }

    /** The checks of a review go on when the program that reviewed was killed. */
    private static void delete(Path folder) {
        try {
            ProcessMarker marker = ProcessMarker.of(folder.toRealPath());
            ProcessTree.of(marker, Optional.empty(), Optional.empty()).end(Grace.of(Duration.ZERO));
            FolderRemoval.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder [" + folder + "] can't be removed", e);
        }
    }
}
