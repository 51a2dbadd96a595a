package dev.tandemwork.review.llm.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.review.RecordingContext;
import dev.tandemwork.testkit.review.ReviewerContract;
import dev.tandemwork.testkit.review.Situation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateReviewerContractTest extends ReviewerContract {
    @TempDir
    Path dir;

    @Override
    protected Reviewer reviewer() {
        return GateReviewer.standard().in(dir.resolve("clones"));
    }

    @Override
    protected Optional<ReviewRequest> request(Situation situation) {
        return switch (situation) {
            case GOOD -> Optional.of(request("good", Map.of("src/App.java", "class App {}\n")));
            case BAD -> Optional.of(request("bad", Map.of("src/test/AppTest.java", "@Disabled\nclass AppTest {}\n")));
            case UNREADABLE -> Optional.of(at(request("lost", Map.of("a.txt", "a\n")), new CommitId("1".repeat(40))));
            case SLOW -> Optional.empty();
        };
    }

    @Test
    void whatAPersonMustAgreeTo_isIncomplete_andSaysSo() throws InterruptedException {
        ReviewOutcome outcome = reviewer()
                .review(request("ci", Map.of(".github/workflows/a.yml", "x: y\n")), RecordingContext.create());

        assertThat(outcome).isInstanceOf(Incomplete.class);
        assertThat(((Incomplete) outcome).reason()).isEqualTo(Reason.NEEDS_PERSON);
        assertThat(((Incomplete) outcome).detail())
                .isEqualTo("a person must agree: this file decides how changes are built or checked"
                        + " (.github/workflows/a.yml)");
    }

    @Test
    void whatTheBaseBranchHasDone_isNotTakenForTheChange() throws InterruptedException {
        ReviewRequest request = request("good", Map.of("src/App.java", "class App {}\n"));
        GitRepository repository = repository("good");
        repository.push("main", "main", Map.of("src/test/AppTest.java", "@Disabled\nclass AppTest {}\n"));

        ReviewOutcome outcome =
                reviewer().review(request.onto(repository.head("main").orElseThrow()), RecordingContext.create());

        assertThat(outcome.findings()).isEmpty();
    }

    @Test
    void aBase_thatTheChangeOnlyClaims_isNotBelieved() throws InterruptedException {
        ReviewRequest request = request(Situation.BAD).orElseThrow();
        Change change = request.change();
        Change claiming = new Change(
                change.repository(),
                change.branch(),
                change.baseBranch(),
                change.head(),
                change.head(),
                Optional.empty());

        ReviewOutcome outcome = reviewer()
                .review(
                        new ReviewRequest(request.task(), claiming, request.onto(), 1, List.of()),
                        RecordingContext.create());

        assertThat(outcome.findings()).isNotEmpty();
    }

    private ReviewRequest request(String name, Map<String, String> files) {
        GitRepository repository = repository(name);
        Task task = Task.builder("a")
                .instructions("x")
                .repository(repository.location())
                .build();
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.push(task.branch(), "main", files);
        Change change = new Change(repository.location(), task.branch(), "main", base, head, Optional.empty());
        return new ReviewRequest(task, change, base, 1, List.of());
    }

    private GitRepository repository(String name) {
        Path folder = dir.resolve(name);
        return Files.exists(folder) ? GitRepository.at(folder) : GitRepository.create(folder);
    }

    private static ReviewRequest at(ReviewRequest request, CommitId head) {
        Change change = request.change();
        Change moved = new Change(
                change.repository(), change.branch(), change.baseBranch(), change.base(), head, Optional.empty());
        return new ReviewRequest(request.task(), moved, request.onto(), 1, List.of());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(dir.resolve("clones"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }
}
