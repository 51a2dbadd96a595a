package dev.tandemwork.local.worker;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clone that is ready for an agent, and what has to be known when the agent is done.
 *
 * @param task what is to be done
 * @param space the folder with the clone and the home
 * @param git in the clone
 * @param before the commit that there was before the attempt; a try of it that was killed may have pushed another since
 * @param conflicts files in which the base branch was merged with conflicts
 */
record Workspace(Task task, Path space, Git git, CommitId before, List<String> conflicts) {
    private static final List<String> STALE_LOCKS = List.of("index.lock", "HEAD.lock");

    static Path clone(Path space) {
        return space.resolve("clone");
    }

    static Path home(Path space) {
        return space.resolve("home");
    }

    static Path scratch(Path space) {
        return space.resolve("tmp");
    }

    /**
     * Commits what the agent has left uncommitted, and ends a merge that it was to finish.
     *
     * @return the last commit
     */
    CommitId commit() {
        refuseMarkers();
        removeStaleLocks();
        git.require("add", "--all");
        boolean merging =
                git.run("rev-parse", "--quiet", "--verify", "MERGE_HEAD").succeeded();
        if (merging || !git.run("diff", "--cached", "--quiet").succeeded()) {
            git.require("commit", "--quiet", "--no-verify", "--message", task.title());
        }
        return new CommitId(git.require("rev-parse", "HEAD"));
    }

    /** No process of the worker lives any more, so that a lock is what a killed one has left. */
    private void removeStaleLocks() {
        try {
            for (String lock : STALE_LOCKS) {
                Files.deleteIfExists(clone(space).resolve(".git").resolve(lock));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseMarkers() {
        List<String> marked = conflicts.stream().filter(this::hasMarkers).toList();
        if (!marked.isEmpty()) {
            throw Failures.of(
                    Kind.AGENT_ERROR,
                    "agent of task [" + task.id() + "] left conflict markers in " + marked
                            + "; expected them to be resolved; try again or resolve them by hand");
        }
    }

    private boolean hasMarkers(String file) {
        Path path = clone(space).resolve(file);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Pushes {@code head} to the task's branch, over nothing but what was known to be there, or what {@code head}
     * contains: agents push too.
     */
    Change push(CommitId head) {
        Optional<CommitId> known = remote(task.branch());
        fetch();
        Optional<CommitId> found = remote(task.branch());
        boolean contained = found.isPresent() && contains(head, found.get());
        Optional<CommitId> expected = contained ? found : known;
        if (!found.equals(Optional.of(head))) {
            String lease = "--force-with-lease=refs/heads/" + task.branch() + ":"
                    + expected.map(CommitId::hex).orElse("");
            git.require(
                    "push",
                    "--quiet",
                    "--no-verify",
                    lease,
                    Git.location(task.repository()),
                    head + ":refs/heads/" + task.branch());
        }
        return new Change(task.repository(), task.branch(), task.baseBranch(), base(head), head, Optional.empty());
    }

    private CommitId base(CommitId head) {
        GitResult found = git.run("merge-base", head.hex(), remoteName(task.baseBranch()));
        if (!found.succeeded()) {
            throw Failures.of(
                    Kind.AGENT_ERROR,
                    "agent of task [" + task.id() + "] left the commit [" + head.abbreviated()
                            + "], which has no history in common with [" + task.baseBranch()
                            + "]; expected it to build on that branch");
        }
        return new CommitId(found.stdout().strip());
    }

    private boolean contains(CommitId head, CommitId older) {
        return git.run("merge-base", "--is-ancestor", older.hex(), head.hex()).succeeded();
    }

    private Optional<CommitId> remote(String branch) {
        return resolve(git, remoteName(branch));
    }

    private void fetch() {
        fetch(git, task);
    }

    static void fetch(Git git, Task task) {
        git.require(
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                Git.location(task.repository()),
                "+refs/heads/*:refs/remotes/origin/*");
    }

    static String remoteName(String branch) {
        return "refs/remotes/origin/" + branch;
    }

    static Optional<CommitId> resolve(Git git, String name) {
        GitResult found = git.run("rev-parse", "--quiet", "--verify", name + "^{commit}");
        return found.succeeded() ? Optional.of(new CommitId(found.stdout().strip())) : Optional.empty();
    }
}
