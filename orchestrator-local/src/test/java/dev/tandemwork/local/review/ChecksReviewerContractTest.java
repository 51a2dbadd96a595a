package dev.tandemwork.local.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.review.ReviewerContract;
import dev.tandemwork.testkit.review.Situation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class ChecksReviewerContractTest extends ReviewerContract {
    @TempDir
    Path dir;

    @Override
    protected Reviewer reviewer() {
        return ChecksReviewer.builder().folder(dir.resolve("clones")).build();
    }

    @Override
    protected Optional<ReviewRequest> request(Situation situation) {
        Sample sample = Sample.in(dir.resolve(situation.name()));
        String script = situation == Situation.SLOW ? "sleep 300" : "grep -q good a.txt";
        Task task = sample.task().check(Check.shell("tests", script)).build();
        String content = situation == Situation.BAD ? "bad\n" : "good\n";
        ReviewRequest request = sample.request(task, Map.of("a.txt", content));
        return Optional.of(situation == Situation.UNREADABLE ? Sample.at(request, "0".repeat(40)) : request);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(dir.resolve("clones"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
