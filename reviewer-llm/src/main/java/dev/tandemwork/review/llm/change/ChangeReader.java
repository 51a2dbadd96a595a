package dev.tandemwork.review.llm.change;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.scm.CommitId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads changes from a repository on this machine, by git itself.
 *
 * <p>Git lists the files of a change, counts their lines and shows them, and the three must agree; a file that is added,
 * removed, or becomes something else must have the content that its name in git stands for. No attribute is read, for a
 * change can bring it along: what is binary is told by contents. Nothing is fetched, and no hook, external diff or filter
 * runs. A change of more than 64 MiB is incomplete.
 *
 * <p>A value is immutable and safe for many threads.
 */
public final class ChangeReader {
    private static final String NO_ATTRIBUTES = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    private static final String NO_ATTRIBUTES_256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

    private static final int NOTHING_FOUND = 1;

    private final Git git;

    private ChangeReader(Git git) {
        this.git = git;
    }

    /**
     * Returns a reader of a repository.
     *
     * @param folder that of a bare repository, or the {@code .git} of another one
     */
    public static ChangeReader in(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return new ChangeReader(Git.in(absolute)
                .withEnvironment("GIT_DIR", absolute.toString())
                .withEnvironment(
                        "GIT_INDEX_FILE",
                        absolute.resolve("tandemwork-no-index").toString())
                .withEnvironment("GIT_ALLOW_PROTOCOL", "none")
                .withEnvironment("GIT_NO_LAZY_FETCH", "1"));
    }

    /**
     * Returns what {@code head} has done since it left the history of {@code onto}.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public Reading read(CommitId onto, CommitId head) throws InterruptedException {
        return attempt(() -> changes(mergeBase(onto, head), head));
    }

    /**
     * Returns how one commit, or tree, differs from another.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public Reading compare(CommitId from, CommitId to) throws InterruptedException {
        return attempt(() -> changes(from, to));
    }

    /**
     * Returns the text of a file at {@code commit}; empty if there is none at that path.
     *
     * @throws GitException if the commit can't be read
     */
    public Optional<String> text(CommitId commit, String path) {
        String listed = git.require("--literal-pathspecs", "ls-tree", commit.hex(), "--", path);
        return listed.isEmpty() || !listed.contains(" blob ")
                ? Optional.empty()
                : Optional.of(new String(
                        git.requireBytes("cat-file", "blob", commit.hex() + ":" + path), StandardCharsets.UTF_8));
    }

    /**
     * Returns the lines of all text files at {@code commit} that have {@code text} in them, by the path of the file.
     *
     * @throws GitException if the commit can't be read
     */
    public Map<String, List<String>> linesWith(CommitId commit, String text) {
        String[] arguments = {"grep", "-I", "-F", "-z", "--no-recurse-submodules", "-e", text, commit.hex()};
        Git reading = withoutAttributes(commit);
        boolean none = reading.run(arguments).exitCode() == NOTHING_FOUND;
        String found = none ? "" : reading.require(arguments);
        String prefix = commit.hex() + ":";
        return found.lines()
                .filter(line -> line.startsWith(prefix) && line.indexOf('\0') > 0)
                .map(line -> line.substring(prefix.length()).split("\0", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0], TreeMap::new, Collectors.mapping(parts -> parts[1], Collectors.toList())));
    }

    private CommitId mergeBase(CommitId onto, CommitId head) {
        GitResult result = git.run("merge-base", "--all", onto.hex(), head.hex());
        List<String> found = result.stdout().lines().toList();
        if (found.size() != 1) {
            throw new UnreadableDiffException("commit [" + head + "] has " + found.size()
                    + " merge bases with [" + onto + "]; expected 1: a branch that started from its base branch "
                    + result.stderr().strip());
        }
        return new CommitId(found.get(0));
    }

    private ChangeSet changes(CommitId from, CommitId to) {
        ChangeSet changes = new ChangeSet(from, to, new DiffRun(withoutAttributes(to), from, to).files());
        Set<String> paths = new HashSet<>();
        for (FileChange file : changes.files()) {
            if (!paths.add(file.path())) {
                throw new UnreadableDiffException("path [" + file.path() + "] stands for two files");
            }
        }
        return changes;
    }

    /** Git 2.41 and newer read those of a commit where there is no work tree. */
    private Git withoutAttributes(CommitId commit) {
        boolean isLong = commit.hex().length() == NO_ATTRIBUTES_256.length();
        return git.withEnvironment("GIT_ATTR_SOURCE", isLong ? NO_ATTRIBUTES_256 : NO_ATTRIBUTES);
    }

    private static Reading attempt(Supplier<ChangeSet> reading) throws InterruptedException {
        try {
            return new Reading.Whole(reading.get());
        } catch (UnreadableDiffException e) {
            return incomplete(Reason.DIFF_ERROR, e);
        } catch (GitException e) {
            if (e.kind() == GitException.Kind.INTERRUPTED && Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            return incomplete(reason(e.kind()), e);
        }
    }

    private static Reading incomplete(Reason reason, TandemworkException cause) {
        return new Reading.Incomplete(reason, "the change can't be read: " + cause.getMessage());
    }

    private static Reason reason(GitException.Kind kind) {
        return kind == GitException.Kind.TIMED_OUT ? Reason.TIMEOUT : Reason.DIFF_ERROR;
    }
}
