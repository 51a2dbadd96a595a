package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.docker.ShortRun;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Closes the host to the networks of lanes. A bridge without an address does not do that: root in a worker can still send
 * packets to any address of the host, is told who has it, and gets answers by IPv6.
 */
final class BridgeGuard {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Script SCRIPT = Script.named("guard.sh");
    private static final int SHORT_ID = 12;
    private static final String ROUTE = "route ";

    private final DockerHost host;
    private final LaneSettings settings;

    BridgeGuard(DockerHost host, LaneSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * Closes the host to these networks, however often.
     *
     * @param networks their ids
     * @return where the host has routes to
     */
    List<Subnet> close(Collection<String> networks) {
        List<String> bridges = networks.stream().map(BridgeGuard::bridge).toList();
        ExecResult result = ShortRun.of(host, spec(bridges), DEADLINE);
        List<String> lines = result.stdout().lines().toList();
        if (!result.succeeded()
                || !lines.containsAll(bridges.stream().map("closed "::concat).toList())) {
            throw refused(bridges, result.stdout());
        }
        return lines.stream()
                .filter(line -> line.startsWith(ROUTE))
                .flatMap(line -> Subnet.find(line.substring(ROUTE.length())).stream())
                .toList();
    }

    private static String bridge(String network) {
        return "br-" + network.substring(0, SHORT_ID);
    }

    private ContainerSpec spec(List<String> bridges) {
        return new ContainerSpec(
                settings.owner() + "-guard-" + UUID.randomUUID(),
                settings.image(),
                SCRIPT.command(bridges.toArray()),
                Map.of(),
                LaneLabels.of(settings.owner(), "guard"),
                Sidecars.isolation(true, "NET_ADMIN"),
                Sidecars.limits(),
                List.of(),
                Optional.empty());
    }

    private static DockerException refused(List<String> bridges, String output) {
        return DockerException.of(
                DockerException.Kind.REFUSED,
                "networks " + bridges + " could not be closed to the host: [" + output.strip()
                        + "]; expected a kernel with nftables and the hook ingress; load the module nf_tables");
    }
}
