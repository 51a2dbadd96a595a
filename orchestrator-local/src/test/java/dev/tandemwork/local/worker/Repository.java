package dev.tandemwork.local.worker;

import dev.tandemwork.local.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bare repository with a branch main, and a clone of it to make commits in. */
record Repository(Path bare, Path work) {
    static Repository create(Path folder) throws IOException {
        Repository made = new Repository(folder.resolve("repository.git"), folder.resolve("author"));
        Files.createDirectories(made.work());
        made.bareGit(
                folder,
                "init",
                "--quiet",
                "--bare",
                "--initial-branch=main",
                made.bare().toString());
        made.git("init", "--quiet", "--initial-branch=main");
        made.git("remote", "add", "origin", made.bare().toString());
        made.commit("README", "hello\n");
        return made;
    }

    /** Commits {@code content} to main and pushes it. */
    void commit(String file, String content) throws IOException {
        commit(file, content, "main");
    }

    /** Commits {@code content} to what is checked out, and pushes it to {@code branch}. */
    void commit(String file, String content, String branch) throws IOException {
        Files.writeString(work.resolve(file), content);
        git("add", "--all");
        git(
                "-c",
                "user.name=author",
                "-c",
                "user.email=author@example.invalid",
                "commit",
                "--quiet",
                "-m",
                "Change " + file);
        git("push", "--quiet", "origin", "HEAD:refs/heads/" + branch);
    }

    /** Returns what a file holds on a branch of the bare repository. */
    String show(String branch, String file) {
        return Git.in(bare).require("show", branch + ":" + file);
    }

    String git(String... arguments) {
        return Git.in(work).require(arguments);
    }

    String inBare(String... arguments) {
        return Git.in(bare).require(arguments);
    }

    private void bareGit(Path folder, String... arguments) {
        Git.in(folder).require(arguments);
    }
}
