package dev.tandemwork.cli;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where runs are kept, with what belongs to them.
 *
 * @param root the folder that {@code --state} names
 */
record StateFolder(Path root) {
    StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path runs() {
        return root.resolve("runs");
    }

    Path run(RunId run) {
        return runs().resolve(run.value());
    }

    Path workers() {
        return root.resolve("workers");
    }

    /** Returns the folder of workers in containers. */
    Path sandboxes() {
        return root.resolve("sandboxes");
    }

    Path reviews() {
        return root.resolve("reviews");
    }

    Path logs(RunId run) {
        return root.resolve("logs").resolve(run.value());
    }

    Path reports(RunId run) {
        return root.resolve("reports").resolve(run.value());
    }

    Path demo(RunId run) {
        return root.resolve("demo").resolve(run.value());
    }

    /** Returns the folders that have one for each run. */
    List<Path> ofRuns() {
        return List.of(root.resolve("logs"), root.resolve("reports"), root.resolve("demo"));
    }

    /** Makes the folder, so that git does not take it for part of the project around it. */
    void prepare() {
        try {
            Files.createDirectories(root);
            Path ignore = root.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
            Files.createDirectories(reviews());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Returns the store, which is made if it is not there. */
    FileRunStore store() {
        try {
            return FileRunStore.at(runs());
        } catch (RunStoreException e) {
            throw unusable(e);
        }
    }

    /** Returns the store that must be there already. */
    FileRunStore existing() {
        if (!Files.isDirectory(runs())) {
            throw CommandException.wrong(
                    "state folder [" + root + "] has no runs; expected the one that a run was started "
                            + "with; go to the folder of that run, or name it by --state");
        }
        return store();
    }

    private CommandException unusable(Exception e) {
        return CommandException.environment(
                "state folder [" + root + "] can't be written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); expected a folder that can; name another by --state, or make it writable",
                e);
    }
}
