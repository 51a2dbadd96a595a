package dev.tandemwork.local.forge;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.testkit.git.GitRepository;
import java.util.Map;
import java.util.Optional;

/** A repository and a client, with the short forms that tests use. */
record Desk(GitRepository repository, ScmClient client) {

    Desk with(ScmClient other) {
        return new Desk(repository, other);
    }

    CommitId push(String branch, Map<String, String> files) {
        return repository.push(branch, "main", files);
    }

    PullRequest open(String branch) {
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.head(branch).orElse(base);
        Change change = new Change(repository.location(), branch, "main", base, head, Optional.empty());
        return client.ensurePullRequest(new PullRequestSpec(change, "Title", "Body"));
    }

    PullRequest pushed(String branch, Map<String, String> files) {
        push(branch, files);
        return open(branch);
    }

    MergeResult merge(PullRequest pull) {
        return client.merge(pull.ref(), new MergeSpec(pull.head(), "Land " + pull.branch(), "Body"));
    }

    /** Undoes the record of a merge, as if the machine had stopped after the base branch moved. */
    void forget(long number, String recordBefore) {
        repository.git("update-ref", Refs.pull(number), recordBefore);
        repository.git("update-ref", "-d", Refs.mergedHead(number));
    }

    String record(long number) {
        return repository.git("rev-parse", Refs.pull(number)).strip();
    }
}
