package dev.tandemwork.review.llm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.review.llm.change.ChangeReader;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.Reading;
import dev.tandemwork.scm.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to read and plan a large change, and that this grows as the change does. */
final class PlanSpeedTest {
    private static final int SMALL = 2_000;
    private static final int LARGE = 20_000;
    private static final int RUNS = 9;

    @TempDir
    Path dir;

    @Test
    void readingAndPlanning_growAsTheChangeDoes() throws Exception {
        Git git = Git.in(dir).withIdentity("a", "a@b");
        git.require("init", "-q");
        CommitId start = commit(git, "README", 0);
        CommitId small = commit(git, "Small", SMALL);
        CommitId large = commit(git, "Large", LARGE);

        long fewNanos = bestOf(start, small, SMALL);
        long manyNanos = bestOf(small, large, LARGE);

        System.out.printf(
                "read and planned: %,d lines in %.1f ms, %,d lines in %.1f ms%n",
                SMALL, fewNanos / 1e6, LARGE, manyNanos / 1e6);
        assertThat(manyNanos).isLessThan(20 * fewNanos);
    }

    private CommitId commit(Git git, String prefix, int lines) throws IOException {
        for (int file = 0; file < Math.max(1, lines / 200); file++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < Math.min(lines, 200); line++) {
                text.append("        return value")
                        .append(line)
                        .append(".with(file")
                        .append(file)
                        .append(");\n");
            }
            Files.writeString(dir.resolve(prefix + file + ".java"), text);
        }
        git.require("add", "-A");
        git.require("commit", "-q", "-m", "m");
        return new CommitId(git.require("rev-parse", "HEAD"));
    }

    private long bestOf(CommitId from, CommitId to, int lines) {
        return LongStream.range(0, RUNS)
                .map(run -> nanos(from, to, lines))
                .min()
                .orElseThrow();
    }

    private long nanos(CommitId from, CommitId to, int lines) {
        long start = System.nanoTime();
        ReviewPlan plan = plan(from, to);
        long nanos = System.nanoTime() - start;
        assertThat(plan.chunks().stream()
                        .flatMap(chunk -> chunk.pieces().stream())
                        .flatMap(piece -> piece.lines().stream())
                        .filter(DiffLine::isAdded))
                .hasSize(lines);
        return nanos;
    }

    private ReviewPlan plan(CommitId from, CommitId to) {
        try {
            Reading reading = ChangeReader.in(dir.resolve(".git")).read(from, to);
            Planner planner = Planner.of(TokenEstimator.cautious(), PlanLimits.usual(), ExclusionRules.parse(""));
            return ((Planning.Planned) planner.plan(((Reading.Whole) reading).changes())).plan();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
