package dev.tandemwork.local.review;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A clone of exactly one commit in a folder of its own, with a home of its own; closing it deletes the folder. */
final class CleanClone implements AutoCloseable {
    private final Path folder;
    private final Change change;

    private CleanClone(Path folder, Change change) {
        this.folder = folder;
        this.change = change;
    }

    /**
     * Returns a clone, with nothing in it yet.
     *
     * @param parent where its folder is made
     */
    static CleanClone in(Path parent, Change change) throws IOException {
        Files.createDirectories(parent);
        Path folder = Files.createTempDirectory(parent, "tandemwork-review-").toRealPath();
        Files.createDirectory(folder.resolve("home"));
        Files.createDirectory(folder.resolve("tmp"));
        return new CleanClone(folder, change);
    }

    /**
     * Fetches the repository and checks the head out. Objects of a repository on this machine are read where they are:
     * they can't be copied while files of pushes that are under way come and go among them.
     *
     * @throws GitException if the head is not there to be fetched
     */
    void fetch() {
        Git.in(folder)
                .require(
                        "clone",
                        "-q",
                        "--no-checkout",
                        "--shared",
                        "--template=",
                        "--",
                        Git.location(change.repository()),
                        "work");
        git().require("checkout", "-q", "--detach", change.head().hex());
    }

    /**
     * Makes the tree what it would be once the change has landed on {@code tip}. Where the two conflict it stays as it is:
     * the landing will tell.
     */
    void mergeIfPossible(CommitId tip) {
        Git git = git().withIdentity("tandemwork", "tandemwork@tandemwork.invalid");
        if (git.run("merge", "-q", "--no-edit", tip.hex()).exitCode() != 0) {
            git.run("merge", "--abort");
        }
    }

    private Git git() {
        return Git.in(work());
    }

    Path work() {
        return folder.resolve("work");
    }

    Path home() {
        return folder.resolve("home");
    }

    /** Returns the mark of everything that runs for it. */
    ProcessMarker marker() {
        return ProcessMarker.of(folder);
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    /** Returns where the change left its base branch, as the repository knows it, whatever the change says. */
    String mergeBase() {
        return git().require(
                        "merge-base",
                        "refs/remotes/origin/" + change.baseBranch(),
                        change.head().hex());
    }

    List<String> paths(String base) {
        String names = diff(base, "--name-only", "-z");
        return Stream.of(names.split("\0")).filter(name -> !name.isEmpty()).toList();
    }

    /** Returns the added lines of every file, also of those that call themselves binary. */
    List<AddedLines.AddedLine> addedLines(String base) {
        return AddedLines.of(diff(base, "-p", "-U0", "--text", "--no-color", "--src-prefix=a/", "--dst-prefix=b/"));
    }

    private String diff(String base, String... options) {
        List<String> common = List.of(
                "diff-tree", "-r", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none");
        String[] arguments = Stream.of(
                        common.stream(),
                        Stream.of(options),
                        Stream.of(base, change.head().hex()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return git().require(arguments);
    }

    @Override
    public void close() {
        try {
            FolderRemoval.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder [" + folder + "] can't be deleted; delete it by hand", e);
        }
    }
}
