package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Limits;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.VirtualTimeline;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.PullRequestView;
import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many tasks at once on one identity, with GitHub's limits, on a virtual clock. Run {@code -Dtandemwork.pulls=200} for more
 * than fit into an hour.
 */
final class ManyPullRequestsTest {
    private static final int PULLS = Integer.getInteger("tandemwork.pulls", 20);
    private static final int TASKS = 50;
    private static final int CONTENT_WRITES = 3;
    private static final int CONTENT_AN_HOUR = 500;
    private static final int MOST_CALLS = 17;

    /** The last one has to wait for its own answers, which the limits have no part in. */
    private static final Duration LAST_ONE = Duration.ofSeconds(10);

    private final VirtualTimeline timeline = VirtualTimeline.create();

    @Test
    void allLandOnce_noLimitIsExceeded_andLittleTimeIsLost() {
        try (FakeGitHub host = FakeGitHub.builder()
                .clock(timeline::now)
                .limits(GitHubLimits.documented())
                .start()) {
            host.limit(GitHubLimits.documented(), LimitShape.WORDS_ONLY);
            GitHubRepository repository = host.createRepository("acme/shop");
            Instant start = timeline.now();

            deliver(host, repository);

            Duration took = Duration.between(start, timeline.now());
            System.Logger logger = System.getLogger(ManyPullRequestsTest.class.getName());
            logger.log(System.Logger.Level.INFO, host.traffic() + " took " + took);
            assertThat(host.traffic().exceeded()).isEmpty();
            assertThat(repository.pullRequests())
                    .hasSize(PULLS)
                    .extracting(PullRequestView::state)
                    .containsOnly(PullRequestView.State.MERGED);
            assertThat(repository.history("main")).hasSize(PULLS + 1);
            assertThat(host.traffic().counted()).isLessThanOrEqualTo(MOST_CALLS * PULLS);
            assertThat(took)
                    .isLessThanOrEqualTo(least().multipliedBy(11).dividedBy(10).plus(LAST_ONE));
        }
    }

    /** All that the limits allow: a write a second, and so many of them in an hour. */
    private static Duration least() {
        int content = CONTENT_WRITES * PULLS;
        int others = 2 * PULLS;
        int fullHours = (content - 1) / CONTENT_AN_HOUR;
        int rest = content - fullHours * CONTENT_AN_HOUR;
        return Duration.ofHours(fullHours).plusSeconds(rest + (fullHours == 0 ? others : 0));
    }

    private void deliver(FakeGitHub host, GitHubRepository repository) {
        GitHubClient client = GitHub.builder(host, host.token("agent"))
                .timeline(timeline)
                .limiter(Limiter.builder()
                        .limits(Limits.documented())
                        .timeline(timeline)
                        .chance(() -> 0)
                        .build())
                .pace(new Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10)))
                .build();
        Queue<Task> waiting = new ArrayDeque<>(IntStream.range(0, PULLS)
                .mapToObj(number -> new Task(client, repository, "agent/" + number))
                .toList());
        IntStream.range(0, TASKS).forEach(slot -> next(waiting));
        timeline.run();
    }

    /** A slot takes one task after the other, as a pool of workers does. */
    private void next(Queue<Task> waiting) {
        Task task = waiting.poll();
        if (task != null) {
            timeline.at(timeline.now(), () -> goOn(task, waiting));
        }
    }

    private void goOn(Task task, Queue<Task> waiting) {
        try {
            if (task.goOn()) {
                next(waiting);
            } else {
                timeline.at(timeline.now().plusSeconds(1), () -> goOn(task, waiting));
            }
        } catch (ScmException failure) {
            assertThat(failure.isTransient()).as(failure.toString()).isTrue();
            Instant again = failure.retryAt().orElse(timeline.now().plusSeconds(1));
            timeline.at(again, () -> goOn(task, waiting));
        }
    }

    /** What the nodes of a delivery ask of a client, one after the other; each is asked again until it is done. */
    private static final class Task {
        private final GitHubClient client;
        private final GitHubRepository repository;
        private final String branch;
        private final CommitId head;
        private final Iterator<Step> steps = List.<Step>of(
                        this::open, this::review, this::report, this::merge, this::tidy)
                .iterator();
        private Optional<Step> current = Optional.empty();
        private Optional<PullRequest> pull = Optional.empty();

        Task(GitHubClient client, GitHubRepository repository, String branch) {
            this.client = client;
            this.repository = repository;
            this.branch = branch;
            head = repository.push(branch, "main", Map.of(branch + ".txt", "x\n"));
        }

        /** Returns whether all is done. */
        boolean goOn() {
            while (current.isPresent() || steps.hasNext()) {
                Step step = current.orElseGet(steps::next);
                current = Optional.of(step);
                if (!step.isDone()) {
                    return false;
                }
                current = Optional.empty();
            }
            return true;
        }

        private boolean open() {
            CommitId base = repository.head("main").orElseThrow();
            var change =
                    new dev.tandemwork.scm.Change(repository.location(), branch, "main", base, head, Optional.empty());
            pull = Optional.of(client.ensurePullRequest(new PullRequestSpec(change, branch, "Body")));
            client.headOf(repository.location(), "main");
            return true;
        }

        private boolean review() {
            client.review(
                    pull.orElseThrow().ref(),
                    new ReviewDraft("key", head, "r", ReviewDraft.Event.APPROVE, "Review", List.of()));
            return true;
        }

        private boolean report() {
            client.reportCheck(repository.location(), head, new CheckRun("verdict", CheckRun.State.PASSED, ""));
            return true;
        }

        private boolean merge() {
            PullRequest now = client.pullRequest(pull.orElseThrow().ref());
            client.checks(now.ref(), head);
            return client.merge(now.ref(), new MergeSpec(head, branch, "")) instanceof MergeResult.Merged;
        }

        private boolean tidy() {
            client.deleteBranch(repository.location(), branch, head);
            return true;
        }
    }

    private interface Step {
        boolean isDone();
    }
}
