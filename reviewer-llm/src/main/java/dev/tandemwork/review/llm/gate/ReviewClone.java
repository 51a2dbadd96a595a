package dev.tandemwork.review.llm.gate;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.process.FolderRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bare clone in a folder of its own, with its own configuration and no work tree; closing it deletes the folder. Objects of a
 * repository on this machine are read where they are.
 */
final class ReviewClone implements AutoCloseable {
    private final Path folder;

    private ReviewClone(Path folder) {
        this.folder = folder;
    }

    static ReviewClone in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new ReviewClone(
                Files.createTempDirectory(parent, "tandemwork-gates-").toRealPath());
    }

    /** Fetches {@code repository}, and returns the folder of the clone. */
    Path fetch(String repository) {
        Git.in(folder)
                .require("clone", "-q", "--bare", "--shared", "--template=", "--", Git.location(repository), "bare");
        return folder.resolve("bare");
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
