package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The pull requests of a repository. */
public final class Pulls {
    private final Repository repository;
    private final Map<Integer, Pull> pulls = new TreeMap<>();

    Pulls(Repository repository) {
        this.repository = repository;
    }

    /** Returns all of them, oldest first. */
    public List<Pull> all() {
        return List.copyOf(pulls.values());
    }

    /** Returns one. */
    public Optional<Pull> find(int number) {
        return Optional.ofNullable(pulls.get(number));
    }

    /** Returns one by its number among everything. */
    public Optional<Pull> byId(long id) {
        return pulls.values().stream().filter(pull -> pull.id() == id).findFirst();
    }

    /** Opens one. */
    public Pull open(PullDraft draft, String author) {
        requireBranches(draft);
        requireNews(draft);
        if (isOpen(draft)) {
            throw Problem.custom(
                    "PullRequest",
                    "A pull request already exists for " + repository.owner() + ":" + draft.head() + ".");
        }
        Pull pull = new Pull(repository.hub().ids().next(), pulls.size() + 1, draft, author, repository.now());
        pulls.put(pull.number(), pull);
        refresh(pull);
        repository.tell("pull_request", "opened", author, pull, Map.of());
        return pull;
    }

    private void requireBranches(PullDraft draft) {
        if (draft.title().isBlank()) {
            throw Problem.field("PullRequest", "title", "missing_field");
        }
        if (repository.branches().head(draft.base()).isEmpty()) {
            throw Problem.field("PullRequest", "base", "invalid");
        }
        if (repository.branches().head(draft.head()).isEmpty()) {
            throw Problem.field("PullRequest", "head", "invalid");
        }
    }

    private void requireNews(PullDraft draft) {
        String base = repository.branches().head(draft.base()).orElseThrow();
        String head = repository.branches().head(draft.head()).orElseThrow();
        if (repository.git().between(base, head).isEmpty()) {
            throw Problem.custom("PullRequest", "No commits between " + draft.base() + " and " + draft.head());
        }
    }

    private boolean isOpen(PullDraft draft) {
        return open(pull -> pull.headBranch().equals(draft.head())
                        && pull.baseBranch().equals(draft.base()))
                .findAny()
                .isPresent();
    }

    private Stream<Pull> open(Predicate<Pull> which) {
        return pulls.values().stream().filter(Pull::isOpen).filter(which);
    }

    /** Changes title and body. */
    public void edit(Pull pull, Optional<String> title, Optional<String> body) {
        title.ifPresent(text -> pull.title = text);
        body.ifPresent(text -> pull.body = text);
        pull.touch(repository.now());
    }

    /** Lets one be merged into another branch. */
    public void retarget(Pull pull, String base) {
        if (repository.branches().head(base).isEmpty()) {
            throw Problem.custom("PullRequest", "Proposed base branch '" + base + "' was not found");
        }
        pull.baseBranch = base;
        refresh(pull);
    }

    /** Ends a draft. */
    public void ready(Pull pull, boolean isReady) {
        pull.draft = !isReady;
        refresh(pull);
    }

    /** Closes one without a merge. */
    public void close(Pull pull, String by) {
        if (pull.isOpen()) {
            pull.end(Pull.State.CLOSED, repository.now());
            repository.tell("pull_request", "closed", by, pull, Map.of());
        }
    }

    /** Opens one again. */
    public void reopen(Pull pull, String by) {
        if (pull.state == Pull.State.MERGED
                || repository.branches().head(pull.headBranch()).isEmpty()) {
            throw Problem.custom(
                    "PullRequest", "state cannot be changed. The " + pull.headBranch() + " branch has been deleted.");
        }
        pull.state = Pull.State.OPEN;
        pull.ended = Optional.empty();
        refresh(pull);
        repository.tell("pull_request", "reopened", by, pull, Map.of());
    }

    /** Replaces the labels. */
    public void label(Pull pull, List<String> labels) {
        pull.labels.clear();
        pull.labels.addAll(labels);
        pull.touch(repository.now());
    }

    /** Finds out what was pushed, and what that means for pull requests. */
    public void follow(String by) {
        for (Branches.Move move : repository.branches().look()) {
            repository.tell(
                    "push", "", by, Map.of("branch", move.branch(), "before", move.before(), "after", move.after()));
            open(pull -> pull.headBranch().equals(move.branch())).toList().forEach(pull -> headMoved(pull, move, by));
            open(pull -> pull.baseBranch().equals(move.branch())).toList().forEach(pull -> baseMoved(pull, move, by));
        }
    }

    private void headMoved(Pull pull, Branches.Move move, String by) {
        if (move.after().isEmpty()) {
            close(pull, by);
            return;
        }
        refresh(pull);
        pull.queued = Optional.empty();
        repository.tell(
                "pull_request", "synchronize", by, pull, Map.of("before", move.before(), "after", move.after()));
    }

    private void baseMoved(Pull pull, Branches.Move move, String by) {
        if (move.after().isEmpty()) {
            close(pull, by);
        } else if (repository.git().between(move.after(), pull.head()).isEmpty()) {
            repository.merging().foundMerged(pull, move.after(), by);
        } else {
            pull.baseSha = move.after();
            pull.looksUntilKnown = repository.hub().latency().mergeability();
        }
    }

    private void refresh(Pull pull) {
        pull.head = repository.branches().head(pull.headBranch()).orElse(pull.head);
        pull.baseSha = repository.branches().head(pull.baseBranch()).orElse(pull.baseSha);
        pull.looksUntilKnown = repository.hub().latency().mergeability();
        pull.touch(repository.now());
        repository.git().set("refs/pull/" + pull.number() + "/head", pull.head);
    }

    /** Returns where the work on one began. */
    public String mergeBase(Pull pull) {
        return repository.git().mergeBase(pull.base(), pull.head()).orElse(pull.base());
    }

    /** Returns what one does, file by file. */
    public List<ChangedFile> files(Pull pull) {
        return repository.git().files(mergeBase(pull), pull.head());
    }

    /** Returns the commits of one, oldest first. */
    public List<Commit> commits(Pull pull) {
        return repository.git().between(mergeBase(pull), pull.head());
    }

    /** Writes a comment. */
    public Comment comment(Pull pull, String body, String author) {
        requireText(body);
        Comment comment = new Comment(repository.hub().ids().next(), author, body, repository.now(), repository.now());
        pull.comments.put(comment.id(), comment);
        pull.touch(repository.now());
        repository.tell("issue_comment", "created", author, pull, Map.of("comment", comment));
        return comment;
    }

    /** Replaces the text of a comment. */
    public Comment editComment(Pull pull, long id, String body) {
        requireText(body);
        Comment edited = Optional.ofNullable(pull.comments.get(id))
                .map(comment -> comment.edited(body, repository.now()))
                .orElseThrow(Problem::notFound);
        pull.comments.put(id, edited);
        pull.touch(repository.now());
        return edited;
    }

    /** Removes a comment. */
    public void deleteComment(Pull pull, long id) {
        pull.comments.remove(id);
        pull.touch(repository.now());
    }

    /** Returns the pull request that a comment is on. */
    public Optional<Pull> commented(long comment) {
        return pulls.values().stream()
                .filter(pull -> pull.comments.containsKey(comment))
                .findFirst();
    }

    private static void requireText(String body) {
        if (body.isBlank()) {
            throw Problem.field("IssueComment", "body", "missing_field");
        }
    }
}
