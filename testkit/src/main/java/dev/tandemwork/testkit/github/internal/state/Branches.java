package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.git.BareGit;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The branches of a repository as the host knows them: it looks again whenever somebody may have pushed. */
public final class Branches {
    private static final String PREFIX = "refs/heads/";

    private final Repository repository;
    private Map<String, String> known;

    Branches(Repository repository) {
        this.repository = repository;
        this.known = repository.git().branches();
    }

    /** Returns every branch with its last commit. */
    public Map<String, String> all() {
        return known;
    }

    /** Returns the last commit of a branch. */
    public Optional<String> head(String branch) {
        return Optional.ofNullable(known.get(branch));
    }

    /** Looks again, and returns what has moved. */
    List<Move> look() {
        Map<String, String> now = git().branches();
        TreeSet<String> names = new TreeSet<>(known.keySet());
        names.addAll(now.keySet());
        List<Move> moves = new ArrayList<>();
        for (String name : names) {
            Move move = new Move(name, known.getOrDefault(name, ""), now.getOrDefault(name, ""));
            if (!move.before().equals(move.after())) {
                moves.add(move);
            }
        }
        known = now;
        return moves;
    }

    /** Moves a branch from where it is known to be. */
    void advance(String branch, String to) {
        if (!git().move(PREFIX + branch, to, known.getOrDefault(branch, ""))) {
            throw Problem.of(405, "Base branch was modified. Review and try the merge again.");
        }
    }

    /** Makes a branch. */
    public void create(String branch, String sha, String by) {
        if (known.containsKey(branch)) {
            throw Problem.of(422, "Reference already exists");
        }
        if (git().resolve(sha).isEmpty()) {
            throw Problem.of(422, "Object does not exist");
        }
        git().set(PREFIX + branch, sha);
        repository.pulls().follow(by);
    }

    /** Moves a branch; not off its line unless it is forced. */
    public void move(String branch, String sha, boolean forced, String by) {
        String from = head(branch).orElseThrow(() -> Problem.of(422, "Reference does not exist"));
        if (git().resolve(sha).isEmpty()) {
            throw Problem.of(422, "Object does not exist");
        }
        if (!forced && !git().between(sha, from).isEmpty()) {
            throw Problem.of(422, "Update is not a fast forward");
        }
        git().set(PREFIX + branch, sha);
        repository.pulls().follow(by);
    }

    /** Deletes a branch. */
    public void delete(String branch, String by) {
        if (branch.equals("main")) {
            throw Problem.of(422, "Cannot delete the default branch");
        }
        String from = head(branch).orElseThrow(() -> Problem.of(422, "Reference does not exist"));
        git().delete(PREFIX + branch, from);
        repository.pulls().follow(by);
    }

    private BareGit git() {
        return repository.git();
    }

    /**
     * How a branch has moved.
     *
     * @param branch which one
     * @param before where it was; empty if it is new
     * @param after where it is; empty if it is gone
     */
    record Move(String branch, String before, String after) {}
}
