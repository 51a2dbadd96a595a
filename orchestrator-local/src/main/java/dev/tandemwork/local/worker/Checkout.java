package dev.tandemwork.local.worker;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares a clone, with the branch that an agent works on. */
final class Checkout {
    static final String AUTHOR = "tandemwork agent";
    private static final String MAIL = "agent@tandemwork.invalid";
    private static final Map<String, String> IDENTITY = Map.of(
            "GIT_AUTHOR_NAME", AUTHOR,
            "GIT_AUTHOR_EMAIL", MAIL,
            "GIT_COMMITTER_NAME", AUTHOR,
            "GIT_COMMITTER_EMAIL", MAIL);

    private final Attempt attempt;
    private final Task task;
    private final Path space;
    private final Git git;

    private Checkout(Attempt attempt, Path space, ProcessMarker marker) {
        this.attempt = attempt;
        this.task = attempt.task();
        this.space = space;
        this.git = Git.in(Workspace.clone(space))
                .withEnvironment(marker.name(), marker.value())
                .withIdentity(AUTHOR, MAIL);
    }

    /** Returns the variables by which git takes the agent for the author. */
    static Map<String, String> identity() {
        return IDENTITY;
    }

    /** Returns the workspace of {@code attempt} in {@code space}: in the clone that is there, or in a new one. */
    static Workspace prepare(Attempt attempt, Path space, ProcessMarker marker) {
        return new Checkout(attempt, space, marker).prepare();
    }

    private Workspace prepare() {
        Git.missing().ifPresent(why -> {
            throw Failures.of(Kind.WORKSPACE, why);
        });
        makeFolders();
        if (Files.isDirectory(Workspace.clone(space).resolve(".git"))) {
            refresh();
        } else {
            cloneAnew();
        }
        CommitId start = startingPoint();
        git.require("checkout", "--quiet", "--force", "-B", task.branch(), start.hex());
        return new Workspace(task, space, git, before(start), isConflict() ? merge() : List.of());
    }

    private void makeFolders() {
        try {
            FolderRemoval.remove(Workspace.scratch(space));
            Files.createDirectories(Workspace.scratch(space));
            Files.createDirectories(Workspace.home(space));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refresh() {
        git.require("reset", "--quiet", "--hard");
        Workspace.fetch(git, task);
    }

    /**
     * Objects are sent, not linked or copied: what an agent does to its clone must not reach the repository, and files of
     * pushes that are under way come and go among its objects.
     */
    private void cloneAnew() {
        String target = Workspace.clone(space).toString();
        try {
            FolderRemoval.remove(Workspace.clone(space));
            Files.createDirectories(Workspace.clone(space));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git.require("clone", "--quiet", "--no-checkout", "--no-local", "--", Git.location(task.repository()), target);
    }

    private CommitId before(CommitId start) {
        return attempt.previous()
                .map(left -> left.change().map(Change::head).orElseGet(this::base))
                .orElse(start);
    }

    private CommitId base() {
        return Workspace.resolve(git, Workspace.remoteName(task.baseBranch()))
                .orElseThrow(() -> missing(task.baseBranch()));
    }

    /** A first attempt starts from the base branch; a later one from what was pushed, if anything was. */
    private CommitId startingPoint() {
        Optional<CommitId> made = attempt.previous().flatMap(this::made);
        return made.orElseGet(this::base);
    }

    private Optional<CommitId> made(Attempt.Previous left) {
        return Workspace.resolve(git, Workspace.remoteName(task.branch()))
                .or(() -> left.change().map(change -> commitOf(change.head())));
    }

    private CommitId commitOf(CommitId head) {
        return Workspace.resolve(git, head.hex()).orElseThrow(() -> missing(task.branch()));
    }

    private RuntimeException missing(String branch) {
        return Failures.of(
                Kind.WORKSPACE,
                "branch [" + branch + "] is not in the repository [" + task.repository()
                        + "]; expected the branch that task [" + task.id() + "] starts from; push it or name another");
    }

    private boolean isConflict() {
        return attempt.feedback()
                .filter(why -> why.kind() == Feedback.Kind.CONFLICT)
                .isPresent();
    }

    /** Merges the base branch, and returns the files with conflicts: none, when the merge is done. */
    private List<String> merge() {
        GitResult merged = git.run("merge", "--no-edit", "--quiet", Workspace.remoteName(task.baseBranch()));
        String conflicts = git.require("diff", "--name-only", "--diff-filter=U", "-z");
        if (!merged.succeeded() && conflicts.isEmpty()) {
            throw Failures.of(
                    Kind.WORKSPACE,
                    "branch [" + task.baseBranch() + "] can't be merged into [" + task.branch() + "]: "
                            + merged.stderr().strip() + "; expected a merge, with conflicts or without");
        }
        return conflicts.isEmpty() ? List.of() : List.of(conflicts.split("\0"));
    }
}
