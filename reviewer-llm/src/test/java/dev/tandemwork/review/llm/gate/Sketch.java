package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.DiffLine.Encoding;
import dev.tandemwork.review.llm.change.DiffLine.Ending;
import dev.tandemwork.review.llm.change.DiffLine.Kind;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileChange.Content;
import dev.tandemwork.review.llm.change.FileChange.Status;
import dev.tandemwork.review.llm.change.FileMode;
import dev.tandemwork.review.llm.change.FileState;
import dev.tandemwork.review.llm.change.Hunk;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes as a test writes them down: {@code +}, {@code -} or a blank before each line. */
final class Sketch {
    private static final CommitId COMMIT = new CommitId("0".repeat(40));

    private Sketch() {}

    static FileChange file(String path, String... lines) {
        return file(Status.MODIFIED, path, path, lines);
    }

    static FileChange deleted(String path, String... lines) {
        return file(Status.DELETED, path, path, lines);
    }

    static FileChange moved(String from, String to) {
        return file(Status.RENAMED, from, to);
    }

    static FileChange added(FileMode mode, String path, String... lines) {
        return new FileChange(
                Status.ADDED, state(path, FileMode.ABSENT), state(path, mode), 0, Content.TEXT, hunks(lines));
    }

    static FileChange binary(String path) {
        return new FileChange(
                Status.ADDED,
                state(path, FileMode.ABSENT),
                state(path, FileMode.REGULAR),
                0,
                Content.BINARY,
                List.of());
    }

    private static FileChange file(Status status, String from, String to, String... lines) {
        FileMode after = status == Status.DELETED ? FileMode.ABSENT : FileMode.REGULAR;
        return new FileChange(status, state(from, FileMode.REGULAR), state(to, after), 0, Content.TEXT, hunks(lines));
    }

    private static FileState state(String path, FileMode mode) {
        return new FileState(path, mode, "0".repeat(40));
    }

    private static List<Hunk> hunks(String... lines) {
        List<DiffLine> all = new ArrayList<>();
        int before = 10;
        int after = 10;
        for (String line : lines) {
            Kind kind = Stream.of(Kind.values())
                    .filter(one -> one.sign() == line.charAt(0))
                    .findFirst()
                    .orElseThrow();
            all.add(new DiffLine(
                    kind,
                    kind == Kind.ADDED ? 0 : before++,
                    kind == Kind.REMOVED ? 0 : after++,
                    line.substring(1),
                    Ending.LINE_FEED,
                    Encoding.UTF_8));
        }
        return all.isEmpty() ? List.of() : List.of(new Hunk(all));
    }

    /** Returns a change; the head has the lines that the change shows. */
    static Examined change(FileChange... files) {
        Task task = Task.builder("a").instructions("x").repository("x").build();
        return new Examined(task, new ChangeSet(COMMIT, COMMIT, List.of(files)), text -> linesWith(files, text));
    }

    private static Map<String, List<String>> linesWith(FileChange[] files, String text) {
        return Stream.of(files)
                .collect(Collectors.toMap(
                        FileChange::path,
                        file -> file.lines()
                                .filter(line -> !line.isRemoved() && line.text().contains(text))
                                .map(DiffLine::text)
                                .toList()));
    }
}
