package dev.tandemwork.github;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.testkit.github.GitHubRepository;
import java.util.Map;
import java.util.Optional;

/** One line on the branch {@code agent/a}, and what is asked of a client about it. */
record Change(GitHubRepository repository) {
    static final String BRANCH = "agent/a";

    /** Opens its pull request; pushes it first, unless something else is there. */
    PullRequest open(GitHubClient client) {
        CommitId head =
                repository.head(BRANCH).orElseGet(() -> repository.push(BRANCH, "main", Map.of("a.txt", "a\n")));
        CommitId base = repository.head("main").orElseThrow();
        var change = new dev.tandemwork.scm.Change("acme/shop", BRANCH, "main", base, head, Optional.empty());
        return client.ensurePullRequest(new PullRequestSpec(change, "Title", "Body"));
    }

    static MergeSpec land(PullRequest pull) {
        return new MergeSpec(pull.head(), "Land it", "Because.");
    }
}
