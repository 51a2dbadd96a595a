package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.docker.ShortRun;
import dev.tandemwork.testkit.docker.DockerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An owner of volumes on the real engine, of whom nothing is left at the end. */
final class CacheWorld implements AutoCloseable {
    static final String IMPORT_BOX =
            "cd $(mktemp -d) && mkdir bin && cp /host/busybox bin/ && tar -c . | docker import - box";
    private static final String WORKER_IMAGE =
            System.getProperty("tandemwork.test.workerImage", "tandemwork/worker:local");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ENGINE = """
            exec 2>&1
            set -eu
            awk '$5 ~ /^\\/sys/ {print $5}' /proc/self/mountinfo |
                while read -r m; do mount -o remount,bind,rw "$m" || true; done
            dockerd --storage-driver overlay2 > /var/log/dockerd.log 2>&1 &
            for i in $(seq 300); do docker info > /dev/null 2>&1 && break; sleep 0.1; done
            bash -c "$1"
            kill $(cat /var/run/docker.pid)
            wait
            """;

    private final DockerHost host = DockerHosts.connect(URI.create("unix://" + DockerSocket.path()));
    private final String owner = "tw-cache-" + UUID.randomUUID().toString().substring(0, 8);

    DockerHost host() {
        return host;
    }

    GoldenSettings settings() {
        return new GoldenSettings(owner, WORKER_IMAGE, PATIENCE);
    }

    List<String> volumes() {
        return host.volumes(Map.of("dev.tandemwork.owner", owner));
    }

    void write(String volume, String text) {
        run(volume, "printf '%s' '" + text + "' > /volume/text");
    }

    String run(String volume, String script) {
        return run(volume, "/volume", List.of("bash", "-c", "exec 2>&1; set -e; " + script));
    }

    /** Runs a line beside an engine on the volume, which ends then. */
    String engine(String volume, String line) {
        return run(volume, "/var/lib/docker", List.of("bash", "-c", ENGINE, "engine", line));
    }

    private String run(String volume, String path, List<String> command) {
        ExecResult result = ShortRun.of(host, spec(volume, path, command), PATIENCE);
        if (!result.succeeded()) {
            throw new AssertionError(command + " ended with " + result);
        }
        return result.stdout();
    }

    private ContainerSpec spec(String volume, String path, List<String> command) {
        return new ContainerSpec(
                owner + "-" + UUID.randomUUID(),
                WORKER_IMAGE,
                command,
                Map.of(),
                Map.of("dev.tandemwork.owner", owner),
                new ContainerIsolation(
                        Optional.of("sysbox-runc"),
                        List.of("ALL"),
                        List.of("SYS_RESOURCE"),
                        List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"),
                        List.of("a *:* rwm"),
                        false,
                        false),
                new ContainerLimits(1L << 30, 2, 1024, Optional.empty(), new ContainerLimits.LogBounds(1 << 20, 2)),
                List.of(
                        new ContainerSpec.Mount.Volume(volume, path, false),
                        new ContainerSpec.Mount.ReadOnlyFolder("/bin", "/host"),
                        new ContainerSpec.Mount.Memory("/run", "mode=0755")),
                Optional.empty());
    }

    @Override
    public void close() {
        host.containers(Map.of("dev.tandemwork.owner", owner)).stream()
                .map(ContainerState::name)
                .forEach(host::remove);
        volumes().forEach(host::removeVolume);
        host.close();
    }
}
