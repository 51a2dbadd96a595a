package dev.tandemwork.examples;

import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.review.ReviewerContract;
import dev.tandemwork.testkit.review.Situation;
import dev.tandemwork.testkit.scm.FakeRepository;
import dev.tandemwork.testkit.scm.FakeScm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a reviewer of one's own to the rules of its interface. */
final class SmallChangesContractTest extends ReviewerContract {
    private static final String SHOP = "fake:shop";

    private final FakeScm scm = FakeScm.create();

    @Override
    protected Reviewer reviewer() {
        return new SmallChanges(scm, 2);
    }

    @Override
    protected Optional<ReviewRequest> request(Situation situation) {
        return switch (situation) {
            case GOOD -> Optional.of(request("one line\n"));
            case BAD -> Optional.of(request("line\n".repeat(3)));
            default -> Optional.empty();
        };
    }

    private ReviewRequest request(String content) {
        FakeRepository repository = scm.repository(SHOP);
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.push("agent/a", "main", Map.of("new.txt", content));
        Change change = new Change(SHOP, "agent/a", "main", base, head, Optional.empty());
        PullRequest pull = scm.ensurePullRequest(new PullRequestSpec(change, "A change", ""));
        Task task = Task.builder("a").instructions("Do it.").repository(SHOP).build();
        return new ReviewRequest(task, change.withPullRequest(pull.ref()), base, 1, List.of());
    }
}
