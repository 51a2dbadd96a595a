package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.lane.SelfTest;
import dev.tandemwork.sysbox.internal.lane.SelfTestResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Tests the network of a sandbox once for each start of it, beside whatever else its start takes. */
final class NetworkTests {
    private final SelfTest test;
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    /**
     * A test.
     *
     * @param start of the container that it is of
     * @param result of it
     */
    private record Begun(Optional<Instant> start, CompletableFuture<SelfTestResult> result) {
        boolean isOf(Sandbox sandbox) {
            return start.equals(sandbox.container().startedAt());
        }
    }

    NetworkTests(SelfTest test) {
        this.test = test;
    }

    /** Begins the test of a sandbox that has just been started. */
    void begin(Sandbox sandbox) {
        begun(sandbox);
    }

    /**
     * Waits for the result, and begins the test if nobody has.
     *
     * @throws DockerException if the engine did not run it
     */
    SelfTestResult of(Sandbox sandbox) {
        return Daemon.join(begun(sandbox).result());
    }

    private Begun begun(Sandbox sandbox) {
        return begun.compute(
                sandbox.container().name(),
                (name, there) -> there != null && there.isOf(sandbox) ? there : anew(sandbox));
    }

    private Begun anew(Sandbox sandbox) {
        return new Begun(
                sandbox.container().startedAt(),
                Daemon.supply("network-test", () -> test.run(sandbox.id(), sandbox.lane())));
    }

    void forget(String container) {
        begun.remove(container);
    }
}
