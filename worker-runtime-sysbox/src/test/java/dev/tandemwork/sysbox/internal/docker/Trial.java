package dev.tandemwork.sysbox.internal.docker;

import dev.tandemwork.testkit.docker.DockerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What one test makes on the engine of this machine, all of which is removed when it closes. */
final class Trial implements AutoCloseable {
    static final URI ENGINE = URI.create("unix://" + DockerSocket.path());
    static final String IMAGE = "base/debian:trixie";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final byte[] NOTHING = {};

    private final DockerHost host;
    private final String name =
            "tandemwork-test-" + UUID.randomUUID().toString().substring(0, 8);

    private Trial(DockerHost host) {
        this.host = host;
    }

    static Trial of(DockerHost host) {
        return new Trial(host);
    }

    static Trial begin() {
        return new Trial(DockerHosts.connect(ENGINE));
    }

    DockerHost host() {
        return host;
    }

    String name(String suffix) {
        return name + "-" + suffix;
    }

    Map<String, String> labels() {
        return Map.of("tandemwork-test.trial", name);
    }

    ContainerSpec spec(String suffix, String script) {
        ContainerIsolation plain =
                new ContainerIsolation(Optional.empty(), List.of(), List.of(), List.of(), List.of(), false, false);
        ContainerLimits limits =
                new ContainerLimits(256 << 20, 1.5, 200, Optional.empty(), new ContainerLimits.LogBounds(64 << 20, 4));
        return new ContainerSpec(
                name(suffix),
                IMAGE,
                List.of("/bin/sh", "-c", script),
                Map.of("PLAIN", "a value"),
                labels(),
                plain,
                limits,
                List.of(),
                Optional.empty());
    }

    String started(String suffix, String script) {
        return started(spec(suffix, script));
    }

    String started(ContainerSpec spec) {
        String id = host.create(spec);
        host.start(id);
        return id;
    }

    /** Starts a container that does nothing, and ends at once when asked to. */
    String idle(String suffix) {
        return started(suffix, "trap 'exit 0' TERM; while :; do sleep 3600 & wait; done");
    }

    ExecResult sh(String container, String script) {
        return host.exec(container, List.of("/bin/sh", "-c", script), NOTHING, PATIENCE);
    }

    void awaitEnd(String container) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (host.inspect(container).orElseThrow().running()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("container [" + container + "] still runs");
            }
        }
    }

    static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (DockerHost cleaner = DockerHosts.connect(ENGINE)) {
            cleaner.containers(labels()).forEach(container -> cleaner.remove(container.id()));
            cleaner.networks(labels()).forEach(network -> cleaner.removeNetwork(network.id()));
            cleaner.volumes(labels()).forEach(cleaner::removeVolume);
        } finally {
            host.close();
        }
    }
}
