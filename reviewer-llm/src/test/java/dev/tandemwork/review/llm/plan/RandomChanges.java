package dev.tandemwork.review.llm.plan;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes changes of any shape: many files or one, hunks of any size, lines of any length. */
final class RandomChanges {
    private static final String[] TEXTS = {
        "", "x", "int a = 1;", "\u202Eevil", "\u00fc\u4e2d\ud83d\ude00", "\f\r", "}", "+++ b/x"
    };
    private static final CommitId COMMIT = new CommitId("0".repeat(40));

    private final Random random;

    RandomChanges(long seed) {
        this.random = new Random(seed);
    }

    ChangeSet changes() {
        int files = random.nextInt(random.nextBoolean() ? 3 : 20);
        return changes(files, random.nextBoolean() ? 10 : 200);
    }

    ChangeSet changes(int files, int linesAHunk) {
        List<FileChange> all = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            all.add(file("folder" + random.nextInt(4) + "/file" + file, linesAHunk));
        }
        return new ChangeSet(COMMIT, COMMIT, all);
    }

    private FileChange file(String path, int linesAHunk) {
        Status status = pick(Status.values());
        FileState there = new FileState(path, FileMode.REGULAR, "0".repeat(40));
        FileState nothing = new FileState(path, FileMode.ABSENT, "0".repeat(40));
        FileState elsewhere = new FileState("folder" + random.nextInt(4) + "/old", FileMode.REGULAR, "0".repeat(40));
        FileState before = status == Status.ADDED ? nothing : status == Status.RENAMED ? elsewhere : there;
        FileState after = status == Status.DELETED ? nothing : there;
        return new FileChange(status, before, after, 0, Content.TEXT, hunks(linesAHunk));
    }

    private List<Hunk> hunks(int linesAHunk) {
        List<Hunk> hunks = new ArrayList<>();
        int before = 1;
        int after = 1;
        for (int left = random.nextInt(4); left > 0; left--) {
            List<DiffLine> lines = new ArrayList<>();
            for (int line = 1 + random.nextInt(linesAHunk); line > 0; line--) {
                Kind kind = lines.isEmpty() ? Kind.ADDED : pick(Kind.values());
                lines.add(new DiffLine(
                        kind,
                        kind == Kind.ADDED ? 0 : before++,
                        kind == Kind.REMOVED ? 0 : after++,
                        text(),
                        Ending.LINE_FEED,
                        Encoding.UTF_8));
            }
            hunks.add(new Hunk(lines));
            before += 10;
            after += 10;
        }
        return hunks;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return random.nextInt(500) == 0
                ? "long".repeat(random.nextInt(200))
                : TEXTS[random.nextInt(TEXTS.length)].repeat(1 + random.nextInt(3));
    }
}
