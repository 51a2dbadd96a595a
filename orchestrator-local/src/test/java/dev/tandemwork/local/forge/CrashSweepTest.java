package dev.tandemwork.local.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills git at every call of a delivery, before and after it did its work, and delivers again. */
final class CrashSweepTest {
    private static final String BEFORE = "kill -KILL $$";
    private static final String AFTER = "git \"$@\" > /dev/null; kill -KILL $$";

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {BEFORE, AFTER})
    void aDelivery_isMadeOnce_whereverItWasCutShort(String crash) throws IOException {
        int crashes = 0;
        while (isCutShort(crash, crashes + 1)) {
            crashes++;
        }
        assertThat(crashes).isBetween(15, 40);
    }

    private boolean isCutShort(String crash, int at) throws IOException {
        GitRepository repository = GitRepository.create(dir.resolve("repository-" + at + ".git"));
        repository.push("agent/a", "main", Map.of("a.txt", "a\n"));
        String program = program(crash, at).toString();
        boolean cut = isCutShort(
                new Desk(repository, LocalForge.builder().program(program).build()));

        LocalForge next = LocalForge.create();
        PullRequest delivered = deliver(new Desk(repository, next));

        assertThat(delivered.ref().number()).isEqualTo(1);
        assertThat(repository.git("for-each-ref", Refs.PULLS).lines()).hasSize(1);
        assertThat(repository.history("main")).hasSize(2);
        assertThat(repository.files("main")).containsEntry("a.txt", "a\n");
        assertThat(next.reviews(delivered.ref())).hasSize(1);
        assertThat(next.comments(delivered.ref())).hasSize(1);
        assertThat(next.checks(delivered.ref(), delivered.head()).evidence()).hasSize(1);
        assertThat(repository.head("agent/a")).isEmpty();
        return cut;
    }

    private static boolean isCutShort(Desk desk) {
        try {
            deliver(desk);
            return false;
        } catch (ScmException e) {
            assertThat(e.kind()).isIn(ScmException.Kind.AMBIGUOUS, ScmException.Kind.TRANSIENT);
            return true;
        }
    }

    private static PullRequest deliver(Desk desk) {
        String location = desk.repository().location();
        ScmClient client = desk.client();
        PullRequest pull = client.findPullRequest(location, "agent/a").orElseGet(() -> desk.open("agent/a"));
        client.reportCheck(location, pull.head(), new CheckRun("tests", CheckRun.State.PASSED, ""));
        client.review(pull.ref(), new ReviewDraft("k", pull.head(), "reviewer", Event.APPROVE, "Good", List.of()));
        client.upsertComment(pull.ref(), "report", "It is good");
        assertThat(desk.merge(pull)).isInstanceOf(Merged.class);
        client.deleteBranch(location, "agent/a", pull.head());
        return client.pullRequest(pull.ref());
    }

    private Path program(String crash, int at) throws IOException {
        Path count = Files.writeString(dir.resolve("count"), "0");
        Path program = dir.resolve("git-that-crashes");
        Files.writeString(
                program,
                "#!/bin/sh\nread n < " + count + "\nn=$((n + 1))\necho $n > " + count + "\nif [ $n -eq " + at
                        + " ]; then " + crash + "; fi\nexec git \"$@\"\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
