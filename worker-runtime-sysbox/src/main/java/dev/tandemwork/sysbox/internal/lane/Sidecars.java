package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import java.util.List;
import java.util.Optional;

/** How the containers beside workers are kept apart from the host: with no right that they do not need. */
final class Sidecars {
    private static final long MEMORY = 256L << 20;
    private static final int PIDS = 64;
    private static final ContainerLimits.LogBounds LOG = new ContainerLimits.LogBounds(10L << 20, 2);

    private Sidecars() {}

    /** Not in the runtime of workers: it may be the engine's default, and these need none of it. */
    static ContainerIsolation isolation(boolean hostNetwork, String... capabilities) {
        return new ContainerIsolation(
                Optional.of("runc"),
                List.of(capabilities),
                List.of("ALL"),
                List.of("no-new-privileges"),
                List.of(),
                hostNetwork,
                true);
    }

    static ContainerLimits limits() {
        return limits(MEMORY);
    }

    static ContainerLimits limits(long memory) {
        return new ContainerLimits(memory, 1, PIDS, Optional.empty(), LOG);
    }
}
