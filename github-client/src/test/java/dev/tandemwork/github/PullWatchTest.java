package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PullWatchTest {
    @Test
    void aLook_tellsWhatHasChanged_andCostsNothingWhenNothingHas() {
        try (FakeGitHub host = FakeGitHub.start()) {
            GitHubRepository repository = host.createRepository("acme/shop");
            GitHubClient client = GitHub.client(host, "agent");
            PullWatch watch = client.watch("acme/shop");
            PullRequest pull = new Change(repository).open(client);
            assertThat(watch.look().changed()).containsExactly(pull.ref());
            int counted = host.traffic().counted();

            assertThat(watch.look()).isEqualTo(new PullWatch.News(List.of(), Duration.ofSeconds(30)));
            assertThat(host.traffic().counted()).isEqualTo(counted);

            repository.push(Change.BRANCH, "main", Map.of("b.txt", "b\n"));
            assertThat(watch.look().changed()).containsExactly(pull.ref());
            client.merge(pull.ref(), Change.land(client.pullRequest(pull.ref())));
            assertThat(watch.look().changed()).containsExactly(pull.ref());
        }
    }
}
