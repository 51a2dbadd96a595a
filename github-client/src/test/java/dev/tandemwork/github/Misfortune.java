package dev.tandemwork.github;

import dev.tandemwork.testkit.github.fault.GitHubFault;
import dev.tandemwork.testkit.github.traffic.GitHubCall;
import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Lets one request in a few go wrong, in one of all ways. */
final class Misfortune implements Function<GitHubCall, Optional<GitHubFault>> {
    private final Random random;
    private final double share;

    Misfortune(Random random, double share) {
        this.random = random;
        this.share = share;
    }

    @Override
    public synchronized Optional<GitHubFault> apply(GitHubCall call) {
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        List<GitHubFault> faults = call.path().endsWith("/merge") ? merge() : any();
        return Optional.of(faults.get(random.nextInt(faults.size())));
    }

    private List<GitHubFault> merge() {
        return List.of(
                GitHubFault.baseModified(),
                GitHubFault.headModified(),
                GitHubFault.cutAfterCommit(),
                GitHubFault.statusAfterCommit(502),
                new GitHubFault.Dropped(),
                GitHubFault.page(502));
    }

    private List<GitHubFault> any() {
        LimitShape[] shapes = LimitShape.values();
        return List.of(
                GitHubFault.status(500),
                GitHubFault.status(503),
                GitHubFault.page(502),
                GitHubFault.statusAfterCommit(502),
                GitHubFault.cutAfterCommit(),
                new GitHubFault.CutShort(),
                new GitHubFault.Garbled(200, "{\"id\": 1, \"cut"),
                new GitHubFault.Garbled(200, "<html>Whoops</html>"),
                new GitHubFault.Dropped(),
                GitHubFault.limited(shapes[random.nextInt(shapes.length)]));
    }
}
