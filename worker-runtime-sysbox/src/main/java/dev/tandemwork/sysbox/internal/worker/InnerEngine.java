package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.time.Duration;
import java.util.List;

/**
 * The Docker engine in a sandbox.
 *
 * @param host the engine that the sandbox is on
 * @param container the sandbox
 */
record InnerEngine(DockerHost host, String container) {
    private static final String READY = "/run/tandemwork/engine-ready";
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Returns whether it is ready now. */
    boolean isReady() {
        return host.exec(container, List.of("test", "-e", READY), new byte[0], ANSWER)
                .succeeded();
    }

    /** Returns whether it gets ready within {@code limit}. */
    boolean awaitReady(Duration limit) {
        String wait = "until test -e " + READY + "; do sleep 0.05; done";
        List<String> command = List.of("timeout", String.valueOf(limit.toSeconds()), "sh", "-c", wait);
        return host.exec(container, command, new byte[0], limit.plus(ANSWER)).succeeded();
    }

    /** Pulls an image. */
    void pull(String image, Duration limit) {
        ExecResult pulled = host.exec(container, List.of("docker", "pull", "--quiet", image), new byte[0], limit);
        if (!pulled.succeeded()) {
            throw DockerException.of(
                    DockerException.Kind.REFUSED,
                    "image [" + image + "] can't be pulled: " + pulled.stderr().strip()
                            + "; expected a name that a worker can pull; correct the name, or allow its registry");
        }
    }
}
