package dev.tandemwork.testkit.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Refused;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.testkit.Together;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** What the suite of {@link ScmClientContract} needs, and the steps that its tests are made of. */
abstract class ScmContractSteps {
    static final int THREADS = 4;

    HostedRepository repository;
    ScmClient client;

    ScmContractSteps() {}

    /** Returns a repository of the host under test that no other test uses. */
    protected abstract HostedRepository repository();

    /** Returns a new client of the host that acts as {@code identity}. Every client sees what the others did. */
    protected abstract ScmClient client(String identity);

    /** Returns the bodies of the reviews and comments of a pull request, as a person would see them, in any order. */
    protected abstract List<String> published(PullRequestRef ref);

    @BeforeEach
    final void prepare() {
        repository = repository();
        client = client("author");
    }

    final CommitId push(String branch, String path, String content) {
        return repository.push(branch, "main", Map.of(path, content));
    }

    final PullRequest open(String branch) {
        return client.ensurePullRequest(spec(branch));
    }

    final PullRequestSpec spec(String branch) {
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.head(branch).orElseThrow();
        Change change = new Change(repository.location(), branch, "main", base, head, Optional.empty());
        return new PullRequestSpec(change, "Title of " + branch, "Body of " + branch);
    }

    static MergeSpec land(PullRequest pull) {
        return new MergeSpec(pull.head(), "Land " + pull.branch(), "Because it is good.");
    }

    final Merged merge(PullRequest pull) {
        MergeResult result = client.merge(pull.ref(), land(pull));
        assertThat(result).isInstanceOf(Merged.class);
        return (Merged) result;
    }

    final Refused assertRefused(PullRequest pull, Cause cause) {
        List<HostedRepository.Commit> before = repository.history("main");
        MergeResult result = client.merge(pull.ref(), land(pull));
        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).cause()).isEqualTo(cause);
        assertThat(((Refused) result).detail()).isNotBlank();
        assertThat(repository.history("main")).isEqualTo(before);
        return (Refused) result;
    }

    static ReviewDraft draft(String key, PullRequest pull, Event event) {
        return new ReviewDraft(key, pull.head(), "reviewer", event, "Review " + key, List.of());
    }

    void report(CommitId head, String name, CheckRun.State state) {
        client.reportCheck(repository.location(), head, new CheckRun(name, state, "summary"));
    }

    final CheckVerdict.State state(PullRequest pull) {
        return client.checks(pull.ref(), pull.head()).state();
    }

    final <T> List<T> together(Numbered<T> call) {
        List<Callable<T>> calls = IntStream.range(0, THREADS)
                .mapToObj(number -> (Callable<T>) () -> call.call(number))
                .collect(Collectors.toList());
        return Together.call(calls);
    }

    interface Numbered<T> {
        T call(int number);
    }
}
