package dev.tandemwork.local.forge;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.scm.ScmException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A git repository on this machine, found by its path or {@code file:} URL. */
record LocalRepository(String location, Path gitFolder) {

    static LocalRepository open(String location) {
        Path folder = path(location);
        if (isGitFolder(folder)) {
            return new LocalRepository(location, real(folder));
        }
        if (isGitFolder(folder.resolve(".git"))) {
            return new LocalRepository(location, real(folder.resolve(".git")));
        }
        throw ForgeErrors.notFound(
                "repository [" + location + "] is no git repository; expected the path of a bare one; "
                        + "make one with: git clone --bare SOURCE " + folder);
    }

    private static Path path(String location) {
        try {
            return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            boolean known = e instanceof InvalidPathException;
            throw ScmException.of(
                    ScmException.Kind.INVALID,
                    "repository [" + location + "] is no " + (known ? "path" : "file: URL")
                            + "; the local forge expects a path or a file: URL",
                    e);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw ScmException.of(ScmException.Kind.PERMISSION, "repository [" + folder + "] can't be read", e);
        }
    }

    private static boolean isGitFolder(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"));
    }

    /** Returns git on this repository; no index, work tree or attributes of a checkout can change what it says. */
    Git git(String program) {
        return Git.in(gitFolder)
                .withProgram(program)
                .withEnvironment("GIT_DIR", gitFolder.toString())
                .withEnvironment(
                        "GIT_INDEX_FILE",
                        gitFolder.resolve("tandemwork-no-index").toString())
                .withEnvironment("GIT_GRAFT_FILE", "/dev/null");
    }

    /** Refuses a base branch that is checked out: merging would leave its work tree behind. */
    void requireNotCheckedOut(String branch) {
        String head = "ref: " + Refs.branch(branch);
        for (Path file : checkouts()) {
            if (read(file).equals(head)) {
                throw ScmException.of(
                        ScmException.Kind.INVALID,
                        "branch [" + branch + "] is checked out in [" + location
                                + "]; expected a bare repository, or another branch to be checked out; run: git -C "
                                + location
                                + " switch --detach",
                        null);
            }
        }
    }

    private List<Path> checkouts() {
        Path worktrees = gitFolder.resolve("worktrees");
        Stream<Path> own = isBare() ? Stream.of() : Stream.of(gitFolder.resolve("HEAD"));
        Stream<Path> linked = Files.isDirectory(worktrees) ? list(worktrees).stream() : Stream.of();
        return Stream.concat(own, linked.map(folder -> folder.resolve("HEAD")).filter(Files::isRegularFile))
                .toList();
    }

    private boolean isBare() {
        return !gitFolder.getFileName().toString().equals(".git");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ScmException unreadable(Path file, IOException e) {
        return ScmException.of(
                ScmException.Kind.PERMISSION, "file [" + file + "] can't be read; expected to be allowed to", e);
    }

    /** Returns where a person can look at pull request {@code number}. */
    String url(long number) {
        return gitFolder.toUri() + "#" + number;
    }
}
