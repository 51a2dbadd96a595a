package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Limits;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.VirtualTimeline;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.PullRequestView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a pushed branch to a landed one while requests fail in every way, on a virtual clock. Run {@code
 * -Dtandemwork.seeds=1000} for more schedules.
 */
final class FaultScheduleTest {
    private static final Pace NO_THREAD_IS_HELD =
            new Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final String BRANCH = "agent/a";

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("tandemwork.seeds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aChange_isLandedOnce_asItWasReviewed_whateverGoesWrong(long seed) {
        Random random = new Random(seed);
        VirtualTimeline timeline = VirtualTimeline.create();
        try (FakeGitHub host = FakeGitHub.builder().clock(timeline::now).start()) {
            GitHubRepository repository = host.createRepository("acme/shop");
            CommitId head = repository.push(BRANCH, "main", Map.of("a.txt", "reviewed\n"));
            host.faults().plan(new Misfortune(random, 0.15));
            Delivery delivery = new Delivery(host, repository, timeline, random);

            boolean isPushed = random.nextInt(4) == 0;
            MergeResult result = delivery.deliver(head, isPushed);

            host.faults().heal();
            assertDelivered(repository, isPushed);
            assertThat(result.getClass()).isEqualTo(isPushed ? MergeResult.Refused.class : MergeResult.Merged.class);
            assertThat(delivery.verdictOf(head)).isEqualTo(CheckRun.State.PASSED);
        }
    }

    private static void assertDelivered(GitHubRepository repository, boolean isPushed) {
        assertThat(repository.pullRequests()).hasSize(1);
        PullRequestView pull = repository.pullRequest(1);
        assertThat(pull.reviews()).hasSize(1);
        assertThat(pull.comments()).hasSize(1);
        assertThat(repository.history("main")).hasSize(isPushed ? 1 : 2);
        assertThat(repository.files("main").get("a.txt")).isEqualTo(isPushed ? null : "reviewed\n");
        assertThat(repository.head(BRANCH).isPresent()).isEqualTo(isPushed);
    }

    /** What the nodes of a delivery do, each with a client that knows nothing of what the others did, now and then. */
    private static final class Delivery {
        private final FakeGitHub host;
        private final GitHubRepository repository;
        private final Patient patient;
        private final Random random;
        private final Limiter limiter;
        private final VirtualTimeline timeline;
        private final String token;
        private GitHubClient client;

        Delivery(FakeGitHub host, GitHubRepository repository, VirtualTimeline timeline, Random random) {
            this.host = host;
            this.repository = repository;
            this.timeline = timeline;
            this.random = random;
            patient = new Patient(timeline);
            limiter = Limiter.builder()
                    .limits(Limits.documented())
                    .timeline(timeline)
                    .chance(random::nextDouble)
                    .build();
            token = host.token("agent");
            client = newClient();
        }

        private GitHubClient newClient() {
            return GitHub.builder(host, token)
                    .limiter(limiter)
                    .timeline(timeline)
                    .pace(NO_THREAD_IS_HELD)
                    .build();
        }

        private GitHubClient client() {
            client = random.nextInt(5) == 0 ? newClient() : client;
            return client;
        }

        MergeResult deliver(CommitId head, boolean isPushed) {
            CommitId base = repository.head("main").orElseThrow();
            Change change = new Change(repository.location(), BRANCH, "main", base, head, Optional.empty());
            PullRequest pull =
                    patient.call(() -> client().ensurePullRequest(new PullRequestSpec(change, "Title", "Body")));
            publish(pull, head);
            if (isPushed) {
                repository.push(BRANCH, "main", Map.of("a.txt", "not reviewed\n"));
            }
            MergeSpec spec = new MergeSpec(head, "Land it", "Because.");
            MergeResult result = patient.merge(() -> client().merge(pull.ref(), spec));
            patient.call(() -> client().deleteBranch(repository.location(), BRANCH, head));
            return result;
        }

        private void publish(PullRequest pull, CommitId head) {
            ReviewDraft.LineComment remark = ReviewDraft.LineComment.on("a.txt", 1, "Good.");
            ReviewDraft draft =
                    new ReviewDraft("key", head, "reviewer", ReviewDraft.Event.APPROVE, "Review", List.of(remark));
            patient.call(() -> client().review(pull.ref(), draft));
            patient.call(() -> {
                client().upsertComment(pull.ref(), "report", "Comment");
                client().reportCheck(
                                repository.location(), head, new CheckRun("verdict", CheckRun.State.PASSED, "good"));
                return head;
            });
        }

        CheckRun.State verdictOf(CommitId head) {
            return patient.call(() -> client().checks(
                                    client().findPullRequest(repository.location(), BRANCH)
                                            .orElseThrow()
                                            .ref(),
                                    head))
                    .evidence()
                    .get(0)
                    .state();
        }
    }
}
