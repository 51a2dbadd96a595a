package dev.tandemwork.github;

import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.PullRequestView;
import dev.tandemwork.testkit.scm.HostedRepository;
import dev.tandemwork.testkit.scm.ScmClientContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

final class GitHubClientContractTest extends ScmClientContract {
    private final FakeGitHub host = FakeGitHub.start();
    private final GitHubRepository repository = host.createRepository("acme/shop");

    @AfterEach
    void close() {
        host.close();
    }

    @Override
    protected HostedRepository repository() {
        return repository;
    }

    @Override
    protected ScmClient client(String identity) {
        return GitHub.client(host, identity);
    }

    @Override
    protected List<String> published(PullRequestRef ref) {
        PullRequestView pull = repository.pullRequest((int) ref.number());
        return Stream.concat(pull.reviews().stream().map(PullRequestView.ReviewView::body), pull.comments().stream())
                .toList();
    }
}
