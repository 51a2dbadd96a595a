package dev.tandemwork.review.llm.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.review.llm.change.ChangeReader;
import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.Reading;
import dev.tandemwork.review.llm.gate.Remark.Level;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Lets the gates judge commits that are known to be in order: the newest of this project, or of the repository that {@code
 * -Dtandemwork.repository=FOLDER} names; {@code -Dtandemwork.commits=N} sets how many.
 */
final class FalseAlarmTest {
    private static final int COMMITS = Integer.getInteger("tandemwork.commits", 100);
    private static final Path FOLDER = Path.of(System.getProperty("tandemwork.repository", ".."));

    @Test
    void ordinaryCommits_areHardlyEverRefused() throws Exception {
        Git git = Git.in(FOLDER);
        Path gitFolder = FOLDER.resolve(git.require("rev-parse", "--git-common-dir"));
        ChangeReader reader = ChangeReader.in(gitFolder);
        List<String> commits = git.require(
                        "rev-list", "--no-merges", "--min-parents=1", "--parents", "-n", "" + COMMITS, "HEAD")
                .lines()
                .toList();
        Map<String, Integer> titles = new TreeMap<>();
        int blocked = 0;
        int asked = 0;
        for (String line : commits) {
            List<Remark> remarks = remarks(reader, line);
            boolean blocks = remarks.stream().anyMatch(remark -> remark.level() == Level.BLOCK);
            blocked += blocks ? 1 : 0;
            asked += !blocks && remarks.stream().anyMatch(remark -> remark.level() == Level.PERSON) ? 1 : 0;
            remarks.stream()
                    .filter(remark -> remark.level() != Level.NOTE)
                    .map(remark -> remark.level() + " " + remark.title())
                    .distinct()
                    .forEach(title -> titles.merge(title, 1, Integer::sum));
            remarks.stream()
                    .filter(remark -> remark.level() == Level.BLOCK)
                    .forEach(remark -> System.out.println(line.substring(0, 10) + " " + remark.detail()));
        }
        System.out.printf(
                "%,d ordinary commits: %,d refused, %,d for a person; %s%n", commits.size(), blocked, asked, titles);
        assertThat(commits).isNotEmpty();
        assertThat(blocked * 100).isLessThanOrEqualTo(2 * commits.size());
    }

    private static List<Remark> remarks(ChangeReader reader, String line) throws InterruptedException {
        String[] ids = line.split(" ");
        Reading reading = reader.compare(new CommitId(ids[1]), new CommitId(ids[0]));
        ChangeSet changes = ((Reading.Whole) reading).changes();
        Task task = Task.builder("a").instructions("x").repository("x").build();
        Examined change = new Examined(task, changes, text -> reader.linesWith(changes.head(), text));
        return Gates.standard().stream()
                .flatMap(gate -> gate.check(change).stream())
                .toList();
    }
}
