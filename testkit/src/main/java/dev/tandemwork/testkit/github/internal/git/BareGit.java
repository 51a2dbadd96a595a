package dev.tandemwork.testkit.github.internal.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A bare repository, asked by running git. What can never change is asked once. */
public final class BareGit {
    /** What there is before the first commit; every git knows it. */
    public static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static final String BRANCHES = "refs/heads/";

    private final Git git;
    private final Map<String, Commit> commits = new ConcurrentHashMap<>();
    private final Map<List<String>, Optional<String>> bases = new ConcurrentHashMap<>();
    private final Map<List<String>, Merge> merges = new ConcurrentHashMap<>();
    private final Map<List<String>, List<ChangedFile>> files = new ConcurrentHashMap<>();
    private final Map<List<String>, List<Commit>> ranges = new ConcurrentHashMap<>();

    /** Asks the repository in {@code folder}. */
    public BareGit(Path folder) {
        this.git = new Git(folder);
    }

    /** Returns every branch with its last commit. */
    public Map<String, String> branches() {
        Map<String, String> branches = new TreeMap<>();
        git.text("for-each-ref", "--format=%(objectname) %(refname)", BRANCHES)
                .lines()
                .forEach(line -> branches.put(line.substring(41 + BRANCHES.length()), line.substring(0, 40)));
        return branches;
    }

    /** Returns the commit that {@code revision} names. */
    public Optional<String> resolve(String revision) {
        Git.Output found = git.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        return found.status() == 0 ? Optional.of(found.text().strip()) : Optional.empty();
    }

    /** Moves a reference from where it must be; false if it is elsewhere. An empty {@code from} means that it is new. */
    public boolean move(String reference, String to, String from) {
        return git.attempt("update-ref", reference, to, from.isEmpty() ? "0".repeat(40) : from)
                        .status()
                == 0;
    }

    /** Sets a reference, wherever it is. */
    public void set(String reference, String to) {
        git.text("update-ref", reference, to);
    }

    /** Deletes a reference from where it must be; false if it is elsewhere. */
    public boolean delete(String reference, String from) {
        return git.attempt("update-ref", "-d", reference, from).status() == 0;
    }

    /** Returns a commit that is there. */
    public Commit commit(String sha) {
        return commits.computeIfAbsent(
                sha, key -> Commit.parse(git.text("log", "-1", "--format=" + Commit.FORMAT, key)));
    }

    /** Returns the best common ancestor. */
    public Optional<String> mergeBase(String one, String other) {
        return bases.computeIfAbsent(List.of(one, other), key -> askMergeBase(one, other));
    }

    private Optional<String> askMergeBase(String one, String other) {
        Git.Output found = git.attempt("merge-base", one, other);
        return found.status() == 0 ? Optional.of(found.text().strip()) : Optional.empty();
    }

    /** Returns the commits of {@code head} that {@code base} lacks, oldest first. */
    public List<Commit> between(String base, String head) {
        return ranges.computeIfAbsent(List.of(base, head), key -> log("--reverse", base + ".." + head));
    }

    /** Returns the last {@code count} commits up to {@code head}, newest first. */
    public List<Commit> history(String head, int count) {
        return log("-" + count, head);
    }

    private List<Commit> log(String option, String range) {
        return Stream.of(git.text("log", "-z", option, "--format=" + Commit.FORMAT, range)
                        .split("\0"))
                .filter(text -> !text.isBlank())
                .map(Commit::parse)
                .toList();
    }

    /** Returns what lies between two commits, file by file. */
    public List<ChangedFile> files(String from, String to) {
        return files.computeIfAbsent(List.of(from, to), key -> new Comparison(git, from, to).files());
    }

    /** Returns what lies between two commits, as one diff. */
    public byte[] patch(String from, String to) {
        return new Comparison(git, from, to).patch();
    }

    /** Merges two commits without touching a branch. */
    public Merge merge(String base, String head) {
        return merges.computeIfAbsent(List.of(base, head), key -> askMerge(base, head));
    }

    private Merge askMerge(String base, String head) {
        Git.Output output = git.attempt("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", base, head);
        if (output.status() > 1) {
            throw new IllegalStateException("git merge-tree of [" + base + "] and [" + head + "] ended with "
                    + output.status() + ": " + output.text());
        }
        String[] parts = output.text().split("\0");
        return new Merge(parts[0].strip(), Stream.of(parts).skip(1).toList());
    }

    /** Makes a commit and returns its name. */
    public String commit(String tree, List<String> parents, String message, Commit.Signature by) {
        List<String> arguments = new ArrayList<>(List.of("commit-tree", tree));
        parents.forEach(parent -> arguments.addAll(List.of("-p", parent)));
        Map<String, String> variables = Map.of(
                "GIT_AUTHOR_NAME", by.name(),
                "GIT_AUTHOR_EMAIL", by.email(),
                "GIT_AUTHOR_DATE", by.date(),
                "GIT_COMMITTER_NAME", "GitHub",
                "GIT_COMMITTER_EMAIL", "noreply@github.invalid",
                "GIT_COMMITTER_DATE", by.date());
        return git.text(variables, message, arguments.toArray(String[]::new)).strip();
    }

    /** Returns the content of a file. */
    public Optional<byte[]> content(String revision, String path) {
        Git.Output found = git.attempt("cat-file", "blob", revision + ":" + path);
        return found.status() == 0 ? Optional.of(found.bytes()) : Optional.empty();
    }
}
