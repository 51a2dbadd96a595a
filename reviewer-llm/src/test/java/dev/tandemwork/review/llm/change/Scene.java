package dev.tandemwork.review.llm.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.scm.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A repository with a work tree, in which a test makes two commits. Texts hold each byte as the character of its number. */
final class Scene {
    private final Path folder;

    private Scene(Path folder) {
        this.folder = folder;
    }

    static Scene in(Path folder) {
        Scene scene = new Scene(folder);
        scene.git().require("init", "-q", "-b", "main");
        return scene;
    }

    Git git() {
        return Git.in(folder).withIdentity("a", "a@b");
    }

    Path folder() {
        return folder;
    }

    Scene with(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        return this;
    }

    CommitId commit() {
        git().require("add", "-A");
        git().require("commit", "-q", "--allow-empty", "-m", "m");
        return new CommitId(git().require("rev-parse", "HEAD"));
    }

    Reading read(CommitId from, CommitId to) throws InterruptedException {
        return ChangeReader.in(folder.resolve(".git")).read(from, to);
    }

    ChangeSet changes(CommitId from, CommitId to) throws InterruptedException {
        Reading reading = read(from, to);
        assertThat(reading).isInstanceOf(Reading.Whole.class);
        return ((Reading.Whole) reading).changes();
    }

    /** Returns the only change between two versions of one file. */
    FileChange change(String path, String before, String after) throws IOException, InterruptedException {
        CommitId from = with(path, before).commit();
        CommitId to = with(path, after).commit();
        ChangeSet changes = changes(from, to);
        assertThat(changes.files()).hasSize(1);
        return changes.files().get(0);
    }
}
