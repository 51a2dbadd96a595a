package dev.tandemwork.review.llm.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.review.llm.change.FileChange.Content;
import dev.tandemwork.review.llm.change.FileChange.Status;
import dev.tandemwork.scm.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds every commit of a history against its trees and contents, and against git's own counts. {@code
 * -Dtandemwork.commits=10000} sets how long the generated history is, {@code -Dtandemwork.repository=FOLDER} names
 * another one to read.
 */
final class DiffExactnessTest {
    private static final int COMMITS = Integer.getInteger("tandemwork.commits", 300);
    private static final long SEED = Long.getLong("tandemwork.seed", 1);

    @TempDir
    Path dir;

    @Test
    void everyCommit_ofAGeneratedHistory_isExact() throws Exception {
        GeneratedHistory.write(dir, SEED, COMMITS);

        Seen seen = assertExact(dir);

        assertThat(seen.commits).isEqualTo(COMMITS);
        assertThat(seen.statuses).containsExactlyInAnyOrder(Status.values());
        assertThat(seen.modes).containsExactlyInAnyOrder(FileMode.values());
        assertThat(seen.contents).contains(Content.TEXT, Content.BINARY);
    }

    @Test
    void everyCommit_ofThisProject_isExact() throws Exception {
        Seen seen = assertExact(Path.of(System.getProperty("tandemwork.repository", "..")));

        assertThat(seen.commits).isPositive();
    }

    /** What a history has shown. */
    private static final class Seen {
        private final Set<Status> statuses = EnumSet.noneOf(Status.class);
        private final Set<FileMode> modes = EnumSet.noneOf(FileMode.class);
        private final Set<Content> contents = EnumSet.noneOf(Content.class);
        private int commits;
        private int files;
        private long lines;

        void add(ChangeSet changes) {
            commits++;
            files += changes.files().size();
            for (FileChange file : changes.files()) {
                statuses.add(file.status());
                modes.add(file.before().mode());
                modes.add(file.after().mode());
                contents.add(file.content());
                lines += file.lines().filter(DiffLine::isChanged).count();
            }
        }
    }

    private static Seen assertExact(Path folder) throws IOException, InterruptedException {
        Git git = Git.in(folder);
        Path gitFolder = folder.resolve(git.require("rev-parse", "--git-common-dir"));
        ChangeReader reader = ChangeReader.in(gitFolder);
        Seen seen = new Seen();
        try (TreeOracle oracle = TreeOracle.of(gitFolder)) {
            for (Commit commit : commits(git)) {
                seen.add(assertExact(reader, oracle, commit));
            }
        }
        System.out.printf(
                "%,d commits, %,d files, %,d changed lines of %s: 0 differences%n",
                seen.commits, seen.files, seen.lines, folder.toAbsolutePath().normalize());
        return seen;
    }

    private static ChangeSet assertExact(ChangeReader reader, TreeOracle oracle, Commit commit)
            throws IOException, InterruptedException {
        Reading reading = reader.compare(commit.parent(), commit.id());
        assertThat(reading).as(commit.id().hex()).isInstanceOf(Reading.Whole.class);
        ChangeSet changes = ((Reading.Whole) reading).changes();
        oracle.assertExact(changes);
        assertThat(changes.files().stream().map(DiffExactnessTest::count).toList())
                .as(commit.id().hex())
                .isEqualTo(commit.counts());
        return changes;
    }

    /** Of a file that has become something else git shows all lines, but counts those that differ. */
    private static String count(FileChange file) {
        if (file.content() == Content.BINARY) {
            return "- -";
        }
        return count(
                file.status() == Status.TYPE_CHANGED,
                file.added().count(),
                file.removed().count());
    }

    private static String count(boolean becameOther, long added, long removed) {
        return becameOther ? "net " + (added - removed) : added + " " + removed;
    }

    /** A commit, its first parent, and how git counts the lines of each file. */
    private record Commit(CommitId id, CommitId parent, List<String> counts) {
        static Commit of(String text) {
            String[] lines = text.split("\n");
            String[] ids = lines[0].split(" ");
            CommitId parent = ids.length > 1 ? new CommitId(ids[1]) : TreeOracle.NOTHING;
            int files = (lines.length - 1) / 2;
            return new Commit(
                    new CommitId(ids[0]),
                    parent,
                    IntStream.rangeClosed(1, files)
                            .mapToObj(file -> count(lines[file], lines[file + files]))
                            .toList());
        }

        private static String count(String raw, String numbers) {
            String[] counts = numbers.split("\t");
            boolean becameOther = raw.split("[ \t]")[4].equals("T");
            return counts[0].equals("-")
                    ? "- -"
                    : DiffExactnessTest.count(becameOther, Long.parseLong(counts[0]), Long.parseLong(counts[1]));
        }
    }

    /** Asks git once for all commits: each one's line, then those that list its files, then those that count their lines. */
    private static List<Commit> commits(Git git) {
        String output = git.withInput(git.require("rev-list", "HEAD") + "\n")
                .withOutputLimit(1 << 30)
                .require(
                        "diff-tree",
                        "--stdin",
                        "--root",
                        "--always",
                        "--diff-merges=first-parent",
                        "--format=commit %H %P",
                        "-r",
                        "-M50%",
                        "-l1000",
                        "--raw",
                        "--numstat");
        return Stream.of(output.split("(?m)^commit "))
                .skip(1)
                .map(text -> Commit.of(text.replaceAll("\n+", "\n")))
                .toList();
    }
}
