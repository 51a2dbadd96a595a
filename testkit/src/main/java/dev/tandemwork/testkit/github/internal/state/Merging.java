package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.git.Merge;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Merges pull requests: at once, later, through the queue, or as soon as they can be. */
public final class Merging {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Repository repository;
    private final Map<String, MergeRequest> requests = new LinkedHashMap<>();

    Merging(Repository repository) {
        this.repository = repository;
    }

    /** Merges at once, and returns the commit. */
    public String merge(Pull pull, MergeOrder order) {
        requireOpen(pull);
        requireMethod(order.method());
        if (order.expectedHead().filter(head -> !head.equals(pull.head())).isPresent()) {
            throw Problem.of(409, "Head branch was modified. Review and try the merge again.");
        }
        if (repository.gate().isQueued(pull)) {
            throw Problem.of(405, "Changes must be made through the merge queue");
        }
        return land(pull, order);
    }

    private static void requireMethod(String method) {
        if (method.equals("rebase")) {
            throw Problem.of(405, "Rebase merges are not allowed on this repository.");
        }
    }

    private static void requireOpen(Pull pull) {
        if (!pull.isOpen()) {
            throw Problem.of(405, "Pull Request is not mergeable");
        }
        if (pull.isDraft()) {
            throw Problem.of(405, "Pull Request is still a draft");
        }
    }

    private String land(Pull pull, MergeOrder order) {
        if (!repository.gate().isClean(pull)) {
            throw Problem.of(405, "Pull Request is not mergeable");
        }
        repository.gate().obstacle(pull).ifPresent(reason -> {
            throw Problem.of(405, reason);
        });
        String commit = commit(pull, order);
        repository.branches().advance(pull.baseBranch(), commit);
        landed(pull, commit, order.by());
        repository.pulls().follow(order.by());
        if (repository.settings().deletesMerged()) {
            repository.branches().delete(pull.headBranch(), order.by());
        }
        return commit;
    }

    private String commit(Pull pull, MergeOrder order) {
        Merge merge = repository.git().merge(pull.base(), pull.head());
        boolean squash = order.method().equals("squash");
        String title = order.title()
                .orElseGet(() -> squash
                        ? pull.title() + " (#" + pull.number() + ")"
                        : "Merge pull request #" + pull.number() + " from " + repository.owner() + "/"
                                + pull.headBranch());
        String message = order.message().orElseGet(() -> squash ? squashed(pull) : pull.title());
        String login = order.by();
        return repository
                .git()
                .commit(
                        merge.tree(),
                        squash ? List.of(pull.base()) : List.of(pull.base(), pull.head()),
                        message.isBlank() ? title + "\n" : title + "\n\n" + message + "\n",
                        new Commit.Signature(
                                login,
                                login + "@users.noreply.github.invalid",
                                repository.now().toString()));
    }

    private String squashed(Pull pull) {
        List<Commit> commits = repository.pulls().commits(pull);
        return commits.size() == 1
                ? commits.get(0).body()
                : commits.stream().map(commit -> "* " + commit.message()).collect(Collectors.joining("\n\n"));
    }

    private void landed(Pull pull, String commit, String by) {
        pull.landing = Optional.of(new Pull.Landing(commit, by));
        pull.end(Pull.State.MERGED, repository.now());
        repository.tell("pull_request", "closed", by, pull, Map.of());
    }

    /** Somebody has pushed the commits of a pull request to its base branch. */
    void foundMerged(Pull pull, String commit, String by) {
        pull.baseSha =
                repository.git().commit(commit).parents().stream().findFirst().orElse(pull.baseSha);
        landed(pull, commit, by);
    }

    /** Asks for a merge that is done later. */
    public MergeRequest request(Pull pull, MergeOrder order, String action) {
        MergeRequest request = new MergeRequest(
                UUID.randomUUID().toString(),
                pull.number(),
                order.expecting(order.expectedHead().orElse(pull.head())),
                action,
                new MergeRequest.Timed(
                        repository.now(), repository.hub().latency().merge()));
        requests.put(request.uuid(), request);
        return request;
    }

    /** Returns a merge that was asked for, as long as it is remembered. */
    public Optional<MergeRequest> request(String uuid) {
        return Optional.ofNullable(requests.get(uuid))
                .filter(request -> repository.now().isBefore(request.asked().plus(KEPT)));
    }

    /** Returns the merge of a pull request that was asked for and is not done. */
    public Optional<MergeRequest> pending(Pull pull) {
        return requests.values().stream()
                .filter(request -> request.pull() == pull.number())
                .filter(request -> request.status() == MergeRequest.Status.PENDING)
                .findFirst();
    }

    /** Somebody looks at a pull request: what is late with it comes nearer. */
    public void look(Pull pull) {
        pending(pull).filter(MergeRequest::isDueAfterALook).ifPresent(request -> perform(pull, request));
        pull.queued().filter(Pull.Queued::isDueAfterALook).ifPresent(queued -> dequeue(pull, queued));
        pull.autoMerge()
                .filter(order -> repository.gate().obstacle(pull).isEmpty())
                .ifPresent(order -> attempt(pull, order));
    }

    private void perform(Pull pull, MergeRequest request) {
        if (!request.action().equals("direct_merge") && repository.gate().isQueued(pull)) {
            enqueue(pull, request.order());
            request.end(MergeRequest.Status.ENQUEUED, "Pull request is in the merge queue.", Optional.empty());
            return;
        }
        try {
            String commit = merge(pull, request.order());
            request.end(MergeRequest.Status.MERGED, "Pull request was merged.", Optional.of(commit));
        } catch (Problem problem) {
            request.end(MergeRequest.Status.FAILED, reason(pull, problem), Optional.empty());
        }
    }

    private String reason(Pull pull, Problem problem) {
        return pull.isOpen() && !repository.gate().isClean(pull)
                ? "Merge conflict: the pull request could not be merged."
                : String.valueOf(problem.getMessage());
    }

    /** Puts a pull request into the merge queue. */
    public void enqueue(Pull pull, MergeOrder order) {
        if (order.expectedHead().filter(head -> !head.equals(pull.head())).isPresent()) {
            throw Problem.of(422, "Head sha didn't match the expected one");
        }
        pull.queued =
                Optional.of(new Pull.Queued(order, repository.hub().latency().merge()));
        repository.tell("pull_request", "enqueued", order.by(), pull, Map.of());
        repository.tell("merge_group", "checks_requested", order.by(), pull, Map.of());
    }

    /** Takes a pull request out of the merge queue. */
    public void dequeue(Pull pull) {
        pull.queued = Optional.empty();
    }

    private void dequeue(Pull pull, Pull.Queued queued) {
        dequeue(pull);
        attempt(pull, queued.order());
    }

    private void attempt(Pull pull, MergeOrder order) {
        try {
            land(pull, order);
        } catch (Problem problem) {
            // what stands in its way shows at the pull request, which stays open
            pull.touch(repository.now());
        }
    }

    /** Lets a pull request be merged as soon as it can be. */
    public void autoMerge(Pull pull, MergeOrder order) {
        if (!repository.settings().allowsAutoMerge()) {
            throw Problem.of(422, "Pull request Auto merge is not allowed for this repository");
        }
        if (repository.gate().isClean(pull) && repository.gate().obstacle(pull).isEmpty()) {
            throw Problem.of(422, "Pull request Pull request is in clean status");
        }
        pull.autoMerge = Optional.of(order);
        pull.touch(repository.now());
        repository.tell("pull_request", "auto_merge_enabled", order.by(), pull, Map.of());
    }

    /** Forgets what was to be done as soon as it could be. */
    public void cancelAutoMerge(Pull pull) {
        pull.autoMerge = Optional.empty();
    }

    /** Merges the base branch into the head of a pull request. */
    public void update(Pull pull, Optional<String> expectedHead, String by) {
        if (expectedHead.filter(head -> !head.equals(pull.head())).isPresent()) {
            throw Problem.unprocessable("expected head sha didn't match current head ref.");
        }
        if (!repository.gate().isClean(pull)) {
            throw Problem.of(422, "merge conflict between base and head");
        }
        if (repository.git().mergeBase(pull.base(), pull.head()).equals(Optional.of(pull.base()))) {
            throw Problem.of(422, "There are no new commits on the base branch.");
        }
        String message = "Merge branch '" + pull.baseBranch() + "' into " + pull.headBranch() + "\n";
        Merge merge = repository.git().merge(pull.base(), pull.head());
        Commit.Signature signature = new Commit.Signature(
                by, by + "@users.noreply.github.invalid", repository.now().toString());
        String commit = repository.git().commit(merge.tree(), List.of(pull.head(), pull.base()), message, signature);
        repository.branches().advance(pull.headBranch(), commit);
        repository.pulls().follow(by);
    }
}
