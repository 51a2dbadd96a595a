package dev.tandemwork.local.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Refused;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a ref move at the worst instant: after a merge has looked at it, and before it moves the base branch. */
final class MergeRaceTest {
    @TempDir
    Path dir;

    private GitRepository repository;
    private Desk desk;
    private PullRequest opened;

    @BeforeEach
    void prepare() {
        repository = GitRepository.create(dir.resolve("repository.git"));
        desk = new Desk(repository, LocalForge.create());
        opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
    }

    @Test
    void aPushMeanwhile_isNotLanded_unreviewed() throws IOException {
        String pushed = desk.push("agent/a", Map.of("a.txt", "not reviewed\n")).hex();
        repository.git("update-ref", "refs/heads/agent/a", opened.head().hex());

        assertThat(mergeWhile("refs/heads/agent/a", pushed))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Cause.HEAD_MOVED));
        assertThat(repository.history("main")).hasSize(1);
    }

    @Test
    void aReviewMeanwhile_blocks() throws IOException {
        String before = desk.record(1);
        desk.client()
                .review(
                        opened.ref(),
                        new ReviewDraft("k", opened.head(), "reviewer", Event.REQUEST_CHANGES, "No", List.of()));
        String after = desk.record(1);
        repository.git("update-ref", Refs.pull(1), before);

        assertThat(mergeWhile(Refs.pull(1), after))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Cause.BLOCKED));
        assertThat(repository.history("main")).hasSize(1);
    }

    @Test
    void aLandingMeanwhile_isLandedUpon() throws IOException {
        String before = repository.head("main").orElseThrow().hex();
        String landed = repository.push("main", "main", Map.of("b.txt", "b\n")).hex();
        repository.git("update-ref", "refs/heads/main", before);

        assertThat(mergeWhile("refs/heads/main", landed)).isInstanceOf(Merged.class);
        assertThat(repository.history("main")).hasSize(3);
        assertThat(repository.files("main")).containsKeys("a.txt", "b.txt");
    }

    private MergeResult mergeWhile(String ref, String commit) throws IOException {
        Path program = dir.resolve("git-that-races");
        Path done = dir.resolve("done");
        Files.writeString(
                program,
                "#!/bin/sh\ncase \"$*\" in *merge-tree*) if [ ! -e " + done + " ]; then touch " + done
                        + "; git update-ref " + ref + " " + commit + "; fi;; esac\nexec git \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        LocalForge forge = LocalForge.builder().program(program.toString()).build();
        MergeResult result = desk.with(forge).merge(opened);
        assertThat(done).exists();
        return result;
    }
}
