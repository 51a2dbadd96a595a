package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileState;
import dev.tandemwork.review.llm.gate.Remark.Level;
import dev.tandemwork.task.PathGlob;
import java.util.List;
import java.util.stream.Stream;

/** Holds a change to the paths that its task may touch, and to a size that can be reviewed. */
final class ScopeGate implements Gate {
    private static final String CATEGORY = "scope";
    private static final int MOST_FILES = 200;
    private static final int MOST_LINES = 10_000;

    @Override
    public List<Remark> check(Examined change) {
        List<PathGlob> scope = PathGlob.allOf(change.task().scope());
        Stream<Remark> outside = change.files()
                .filter(file -> !scope.isEmpty() && isOutside(file, scope))
                .map(file -> Remark.about(
                        file,
                        Level.BLOCK,
                        CATEGORY,
                        "path is outside the task's scope",
                        "undo the change of " + file.path()));
        return Stream.concat(outside, size(change)).toList();
    }

    private static boolean isOutside(FileChange file, List<PathGlob> scope) {
        return Stream.of(file.before(), file.after())
                .filter(FileState::isPresent)
                .anyMatch(state -> scope.stream().noneMatch(glob -> glob.matches(state.path())));
    }

    private static Stream<Remark> size(Examined change) {
        int files = change.changes().files().size();
        long lines = change.files()
                .flatMap(FileChange::lines)
                .filter(DiffLine::isChanged)
                .count();
        return files <= MOST_FILES && lines <= MOST_LINES
                ? Stream.empty()
                : Stream.of(new Remark(
                        Level.PERSON,
                        CATEGORY,
                        new Anchor.WholeChange(),
                        "the change is very large",
                        files + " files and " + lines + " lines; expected " + MOST_FILES + " and " + MOST_LINES
                                + " at most",
                        "divide the change"));
    }
}
