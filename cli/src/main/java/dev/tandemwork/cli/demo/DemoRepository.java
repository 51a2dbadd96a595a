package dev.tandemwork.cli.demo;

import dev.tandemwork.local.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;

/**
 * Makes the repository of the demonstration: bare, with one commit that is the same on every machine.
 *
 * @param folder where it is made
 */
record DemoRepository(Path folder) {
    private static final String DATE = "2026-01-01T00:00:00Z";

    static DemoRepository in(Path folder) {
        return new DemoRepository(folder);
    }

    /** Returns the repository, made as a whole or not at all. */
    Path prepare() throws IOException {
        Path repository = folder.resolve("shop.git");
        if (!Files.exists(repository)) {
            make(repository);
        }
        return repository;
    }

    private void make(Path repository) throws IOException {
        Path draft = Files.createDirectories(folder.resolve("draft-" + UUID.randomUUID()));
        DemoFiles.project().writeTo(draft.resolve("work"));
        commit(draft.resolve("work"));
        Git.in(draft).require("clone", "--quiet", "--bare", "--template=", "work", "shop.git");
        Git.in(draft.resolve("shop.git")).require("remote", "remove", "origin");
        Files.move(draft.resolve("shop.git"), repository, StandardCopyOption.ATOMIC_MOVE);
        discardDrafts();
    }

    private static void commit(Path work) {
        Git git = Git.in(work)
                .withIdentity("shop keeper", "keeper@shop.invalid")
                .withEnvironment("GIT_AUTHOR_DATE", DATE)
                .withEnvironment("GIT_COMMITTER_DATE", DATE);
        git.require("init", "--quiet", "--template=", "--initial-branch=main");
        git.require("add", "--all");
        git.require("commit", "--quiet", "--message", "Open the shop");
    }

    /** Also those that a killed process has left. */
    private void discardDrafts() throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, "draft-*")) {
            for (Path draft : drafts) {
                discard(draft);
            }
        }
    }

    private static void discard(Path draft) throws IOException {
        try (var files = Files.walk(draft)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
