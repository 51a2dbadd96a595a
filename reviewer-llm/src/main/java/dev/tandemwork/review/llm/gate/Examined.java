package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A change that gates look at.
 *
 * @param task what was asked for
 * @param changes what was done
 * @param linesWith finds the lines of the head that have a text in them, by path
 */
public record Examined(Task task, ChangeSet changes, Function<String, Map<String, List<String>>> linesWith) {
    /** Refuses a null. */
    public Examined {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(linesWith, "linesWith");
    }

    Stream<FileChange> files() {
        return changes.files().stream();
    }

    /** Returns whether it changes a line of code that is no test. */
    boolean changesProduction() {
        return files().anyMatch(file ->
                FileKind.of(file) == FileKind.PRODUCTION && file.lines().anyMatch(line -> line.isChanged()));
    }
}
