package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequest.State;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ScmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository in memory, with its pull requests and checks. Every method is synchronized: its state is guarded by this. */
public final class FakeRepository implements HostedRepository {
    private final String location;
    private final Map<String, FakeCommit> branches = new LinkedHashMap<>();
    private final Map<CommitId, FakeCommit> commits = new HashMap<>();
    private final Map<CommitId, Map<String, CheckRun>> checks = new HashMap<>();
    private final List<FakePull> pulls = new ArrayList<>();

    FakeRepository(String location) {
        this.location = location;
        push("main", "main", Map.of("README.md", "# Sample\n"));
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public synchronized CommitId push(String branch, String start, Map<String, String> files) {
        Optional<FakeCommit> parent = tip(branch).or(() -> tip(start));
        Map<String, String> all = new TreeMap<>(parent.map(FakeCommit::files).orElse(Map.of()));
        all.putAll(files);
        return advance(branch, parent, all, "Work on " + branch + "\n").id();
    }

    private FakeCommit advance(String branch, Optional<FakeCommit> parent, Map<String, String> files, String message) {
        FakeCommit commit = FakeCommit.of(parent, files, message, commits.size());
        commits.put(commit.id(), commit);
        branches.put(branch, commit);
        return commit;
    }

    private Optional<FakeCommit> tip(String branch) {
        return Optional.ofNullable(branches.get(branch));
    }

    @Override
    public synchronized Optional<CommitId> head(String branch) {
        return tip(branch).map(FakeCommit::id);
    }

    @Override
    public synchronized List<Commit> history(String branch) {
        return requireTip(branch).line().stream()
                .map(commit -> new Commit(commit.id(), commit.parent().isPresent() ? 1 : 0, commit.message()))
                .toList();
    }

    @Override
    public synchronized Map<String, String> files(String branch) {
        return requireTip(branch).files();
    }

    /** Returns how many pull requests were ever opened. */
    public synchronized int pullRequests() {
        return pulls.size();
    }

    FakeCommit requireTip(String branch) {
        return tip(branch).orElseThrow(() -> notFound("branch [" + branch + "]"));
    }

    private FakeCommit requireCommit(CommitId id) {
        return Optional.ofNullable(commits.get(id)).orElseThrow(() -> notFound("commit [" + id + "]"));
    }

    private ScmException notFound(String subject) {
        return ScmException.of(
                ScmException.Kind.NOT_FOUND, subject + " is not in [" + location + "]; expected it to exist", null);
    }

    synchronized PullRequest ensure(PullRequestSpec spec, String author) {
        String base = spec.change().baseBranch();
        String branch = spec.change().branch();
        requireTip(base);
        CommitId head = requireTip(branch).id();
        return pulls.stream()
                .map(this::view)
                .filter(pull -> pull.state() == State.OPEN
                        && pull.branch().equals(branch)
                        && pull.baseBranch().equals(base))
                .findFirst()
                .orElseGet(() -> add(spec, head, author));
    }

    private PullRequest add(PullRequestSpec spec, CommitId head, String author) {
        PullRequestRef ref = new PullRequestRef(location, pulls.size() + 1);
        PullRequest pull = new PullRequest(
                ref,
                spec.title(),
                spec.body(),
                author,
                spec.change().branch(),
                head,
                spec.change().baseBranch(),
                State.OPEN,
                Optional.empty(),
                location + "/pulls/" + ref.number());
        pulls.add(new FakePull(pull));
        return pull;
    }

    private PullRequest view(FakePull pull) {
        return pull.at(head(pull.now().branch()));
    }

    synchronized Optional<PullRequest> newest(String branch) {
        return pulls.stream()
                .filter(pull -> pull.now().branch().equals(branch))
                .reduce((first, second) -> second)
                .map(this::view);
    }

    /** Returns a pull request, up to date. To be used, and changed, while this is locked only. */
    FakePull requirePull(long number) {
        if (number < 1 || number > pulls.size()) {
            throw notFound("pull request [#" + number + "]");
        }
        FakePull pull = pulls.get((int) number - 1);
        view(pull);
        return pull;
    }

    synchronized DiffResult diff(long number) {
        PullRequest pull = requirePull(number).now();
        FakeCommit head = requireCommit(pull.head());
        return FakeDiff.of(head.mergeBase(requireTip(pull.baseBranch())).files(), head.files());
    }

    synchronized List<CheckRun> checks(CommitId head) {
        return List.copyOf(checks.getOrDefault(head, Map.of()).values());
    }

    synchronized void report(CommitId head, CheckRun run) {
        checks.computeIfAbsent(head, key -> new LinkedHashMap<>()).put(run.name(), run);
    }

    FakeMerge merge(PullRequest pull) {
        FakeCommit base = requireTip(pull.baseBranch());
        FakeCommit head = requireCommit(pull.head());
        return FakeMerge.of(head.mergeBase(base).files(), base.files(), head.files());
    }

    CommitId land(PullRequest pull, Map<String, String> files, String message) {
        return advance(pull.baseBranch(), tip(pull.baseBranch()), files, message)
                .id();
    }

    synchronized List<FakeCommit> since(String branch, CommitId since) {
        FakeCommit known = requireCommit(since);
        List<FakeCommit> gained = new ArrayList<>(requireTip(branch).line());
        gained.removeAll(known.line());
        return gained;
    }

    synchronized BranchDeletion delete(String branch, CommitId expected) {
        Optional<CommitId> now = head(branch);
        if (now.isEmpty()) {
            return BranchDeletion.ABSENT;
        }
        if (!now.get().equals(expected)) {
            return BranchDeletion.MOVED;
        }
        pulls.stream().filter(pull -> pull.now().branch().equals(branch)).forEach(this::view);
        branches.remove(branch);
        return BranchDeletion.DELETED;
    }
}
