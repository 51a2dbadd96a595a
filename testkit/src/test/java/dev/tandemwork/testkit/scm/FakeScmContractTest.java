package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmClient;
import java.util.List;

final class FakeScmContractTest extends ScmClientContract {
    private final FakeScm host = FakeScm.create();

    @Override
    protected HostedRepository repository() {
        return host.repository("memory:sample");
    }

    @Override
    protected ScmClient client(String identity) {
        return host.as(identity);
    }

    @Override
    protected List<String> published(PullRequestRef ref) {
        return host.published(ref);
    }
}
