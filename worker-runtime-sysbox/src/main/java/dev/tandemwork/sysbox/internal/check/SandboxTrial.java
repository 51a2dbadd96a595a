package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.sysbox.internal.lane.LaneSettings;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.sysbox.internal.lane.Mirror;
import dev.tandemwork.sysbox.internal.lane.OuterNetwork;
import dev.tandemwork.sysbox.internal.lane.SelfTest;
import dev.tandemwork.sysbox.internal.lane.SelfTestResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Starts a sandbox under a name of its own, looks at it, and leaves nothing of it. */
final class SandboxTrial {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String ENGINE_READY =
            "until [ -e /run/tandemwork/engine-ready ]; do sleep 0.05; done; docker info --format '{{.ServerVersion}} {{.Driver}}'";

    private static final String ASK_MIRROR =
            "curl -s -m 10 -o /dev/null -w '%{http_code}' -x \"$TANDEMWORK_PROXY\"" + " \"$TANDEMWORK_MIRROR/v2/\"";

    private final DockerHost host;
    private final HostNeeds needs;
    private final TrialContainer container;
    private final LaneSettings settings;
    private final List<HostCheck> checks = new ArrayList<>();

    private SandboxTrial(DockerHost host, HostNeeds needs, String owner) {
        this.host = host;
        this.needs = needs;
        this.container = new TrialContainer(host, needs, owner);
        this.settings = LaneSettings.of(owner, needs.proxyImage(), needs.egress());
    }

    static SandboxTrial of(DockerHost host, HostNeeds needs) {
        return new SandboxTrial(
                host, needs, "tandemwork-check-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Returns how a sandbox does that is in a network of its own, as far as it comes. */
    List<HostCheck> run() {
        try {
            OuterNetwork outer = OuterNetwork.open(host, settings);
            Optional<Mirror> mirror = needs.mirror().map(choice -> Mirror.open(host, settings.owner(), outer, choice));
            try (Lanes lanes = Lanes.open(host, settings, outer, mirror)) {
                in(lanes);
            }
        } catch (DockerException e) {
            checks.add(EngineFailure.told("sandbox", e));
        } finally {
            sweep();
        }
        return List.copyOf(checks);
    }

    private void in(Lanes lanes) {
        Lane lane = lanes.acquire();
        try {
            container.start(Optional.of(lane));
            isolated().ifPresent(checks::add);
            if (checks.stream().noneMatch(HostCheck::hasFailed)) {
                checks.add(innerEngine());
                checks.add(network(lane));
                lane.mirror().ifPresent(place -> checks.add(mirror(lane)));
            }
        } finally {
            container.remove();
            lanes.release(lane);
        }
    }

    /** Returns whether a sandbox is in a user namespace of its own; empty if it is not meant to be. */
    Optional<HostCheck> isolation() {
        try {
            container.start(Optional.empty());
            return isolated();
        } catch (DockerException e) {
            return Optional.of(EngineFailure.told("sandbox", e));
        } finally {
            sweep();
        }
    }

    private Optional<HostCheck> isolated() {
        if (needs.isolation() == Isolation.UNSAFE_FOR_TESTS) {
            return Optional.empty();
        }
        String map = container
                .exec(List.of("cat", "/proc/self/uid_map"), ANSWER)
                .stdout()
                .strip()
                .replaceAll("\\s+", " ");
        String expected = "a user namespace of its own";
        boolean isHost = map.isEmpty() || map.startsWith("0 0 ");
        return Optional.of(
                isHost
                        ? HostCheck.failed(
                                "sandbox", "root of a sandbox is root of its host" + named(), expected, remedy())
                        : HostCheck.ok("sandbox", "its users are mapped: " + map, expected));
    }

    private String named() {
        return needs.ociRuntime().isEmpty() ? "" : ": the runtime [" + needs.ociRuntime() + "] is not Sysbox";
    }

    private String remedy() {
        return needs.ociRuntime().isEmpty()
                ? "turn on Enhanced Container Isolation in the settings of Docker Desktop"
                : "install Sysbox, and let the runtime of that name be its sysbox-runc";
    }

    private HostCheck innerEngine() {
        long start = System.nanoTime();
        ExecResult info = container.exec(List.of("bash", "-c", ENGINE_READY), READY);
        String expected = "an engine that is ready with overlay2";
        if (!info.succeeded()) {
            String how = container.state().map(SandboxTrial::ended).orElse("is gone");
            return HostCheck.failed(
                    "inner engine",
                    "the sandbox " + how + " before its engine was ready",
                    expected,
                    "see what it says: docker run --rm " + needs.workerImage()
                            + "; build the image again if it is old");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return HostCheck.ok(
                "inner engine",
                String.format(
                        Locale.ROOT,
                        "Docker %s, ready after %.1f s",
                        info.stdout().strip(),
                        seconds),
                expected);
    }

    private static String ended(ContainerState state) {
        return state.running() ? "did not answer" : "ended with " + state.exitCode();
    }

    private HostCheck network(Lane lane) {
        SelfTestResult result = SelfTest.of(host, needs.egress()).run(container.name(), lane);
        String expected = "the proxy as the only way out";
        if (result instanceof SelfTestResult.Failed failed) {
            return HostCheck.failed(
                    "way out",
                    String.join("; ", failed.reasons()),
                    expected,
                    "see the log of the engine and of the proxy");
        }
        return HostCheck.ok("way out", "what is not allowed is refused, and unreachable without the proxy", expected);
    }

    private HostCheck mirror(Lane lane) {
        ExecResult answer = container.exec(List.of("bash", "-c", ASK_MIRROR), ANSWER);
        String status = answer.stdout().strip();
        String url = lane.environment().getOrDefault("TANDEMWORK_MIRROR", "");
        String found = "[" + url + "] answers [" + status + "]";
        String expected = "a registry that sandboxes can read";
        return status.equals("200")
                ? HostCheck.ok("registry mirror", found, expected)
                : HostCheck.warning(
                        "registry mirror", found, expected, "see that it runs, and that the engine's host reaches it");
    }

    private void sweep() {
        Map<String, String> ours = Map.of(LaneLabels.OWNER, settings.owner());
        host.containers(ours).forEach(left -> host.remove(left.id()));
        host.volumes(ours).forEach(host::removeVolume);
        host.networks(ours).forEach(left -> host.removeNetwork(left.id()));
    }
}
