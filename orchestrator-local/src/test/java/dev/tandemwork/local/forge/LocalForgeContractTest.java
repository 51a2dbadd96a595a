package dev.tandemwork.local.forge;

import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.scm.HostedRepository;
import dev.tandemwork.testkit.scm.ScmClientContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

final class LocalForgeContractTest extends ScmClientContract {
    @TempDir
    Path dir;

    @Override
    protected HostedRepository repository() {
        return GitRepository.create(dir.resolve("repository.git"));
    }

    @Override
    protected ScmClient client(String identity) {
        return LocalForge.builder().identity(identity).build();
    }

    @Override
    protected List<String> published(PullRequestRef ref) {
        LocalForge forge = LocalForge.create();
        return Stream.concat(forge.reviews(ref).stream().map(ReviewDraft::body), forge.comments(ref).values().stream())
                .toList();
    }
}
