package dev.tandemwork.local.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.testkit.Together;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.scm.HostedRepository.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random pushes, reviews, merges, forgotten records and races of several tasks: what was merged is what was reviewed,
 * once each, and the base is a line.
 */
final class LandingInvariantTest {
    private static final int STEPS = 30;
    private static final int TASKS = 4;

    @TempDir
    Path dir;

    private final Map<PullRequestRef, PullRequest> reviewed = new HashMap<>();
    private final Map<PullRequestRef, CommitId> landed = new HashMap<>();
    private Random random;
    private Desk desk;

    @RepeatedTest(6)
    void landedIsReviewed_onceEach_inALine(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        GitRepository repository = GitRepository.create(dir.resolve("repository.git"));
        desk = new Desk(repository, LocalForge.create());
        for (int step = 0; step < STEPS; step++) {
            step(branch());
        }
        merge(List.copyOf(reviewed.values()));
        assertInvariant(repository);
    }

    private String branch() {
        return "agent/" + random.nextInt(TASKS);
    }

    private void step(String branch) {
        switch (random.nextInt(6)) {
            case 0, 1 -> desk.push(branch, Map.of("file-" + random.nextInt(3), random.nextInt() + "\n"));
            case 2, 3 -> review(branch);
            case 4 -> merge(List.copyOf(reviewed.values()));
            default -> forgetOne();
        }
    }

    private void review(String branch) {
        if (desk.repository().head(branch).isPresent()) {
            PullRequest opened = desk.open(branch);
            reviewed.putIfAbsent(opened.ref(), opened);
        }
    }

    /** Merges all that is reviewed, each by two clients at once, while one of the branches is pushed to. */
    private void merge(List<PullRequest> pulls) {
        List<Callable<MergeResult>> calls = new ArrayList<>();
        for (PullRequest pull : pulls) {
            calls.add(() -> desk.with(LocalForge.create()).merge(pull));
            calls.add(() -> desk.with(LocalForge.create()).merge(pull));
        }
        calls.add(() -> new MergeResult.Pending(
                desk.push("agent/0", Map.of("raced", random.nextInt() + "\n")).hex()));
        List<MergeResult> results = Together.call(calls);
        for (int at = 0; at < pulls.size() * 2; at++) {
            remember(pulls.get(at / 2), results.get(at));
        }
    }

    private void remember(PullRequest pull, MergeResult result) {
        if (result instanceof Merged merged) {
            assertThat(landed.computeIfAbsent(pull.ref(), ref -> merged.commit()))
                    .isEqualTo(merged.commit());
        }
    }

    private void forgetOne() {
        landed.keySet().stream().findFirst().ifPresent(ref -> {
            PullRequest pull = reviewed.get(ref);
            String record = desk.repository().git("cat-file", "blob", Refs.pull(ref.number()));
            String open = record.replace("\"MERGED\"", "\"OPEN\"")
                    .replaceAll("\"mergeCommit\":\\{[^}]*\\}", "\"mergeCommit\":null");
            RefStore store =
                    new RefStore(LocalRepository.open(pull.ref().repository()).git("git"));
            desk.forget(
                    ref.number(),
                    store.write(RecordCodec.read(new RefStore.Entry("test", "", open), PullRecord.class)));
        });
    }

    private void assertInvariant(GitRepository repository) {
        List<Commit> history = repository.history("main");
        assertThat(history).allMatch(commit -> commit.parents() <= 1);
        assertThat(history).hasSize(landed.size() + 1);
        landed.forEach((ref, commit) -> assertLanded(ref, commit, history));
    }

    private void assertLanded(PullRequestRef ref, CommitId commit, List<Commit> history) {
        PullRequest pull = desk.client().pullRequest(ref);
        assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(pull.mergeCommit()).hasValue(commit);
        assertThat(pull.head()).isEqualTo(reviewed.get(ref).head());
        assertThat(history)
                .filteredOn(found -> found.message().contains(MergeMessage.firstTrailer(ref.number()) + "\n"))
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo(commit))
                .satisfies(found ->
                        assertThat(found.message().strip()).endsWith(pull.head().hex()));
        assertThat(desk.client().merge(ref, new MergeSpec(pull.head(), "t", "b")))
                .isEqualTo(new Merged(commit));
    }
}
