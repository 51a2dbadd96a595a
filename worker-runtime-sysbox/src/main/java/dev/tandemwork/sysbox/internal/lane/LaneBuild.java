package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkSpec;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes lanes, and removes them. */
final class LaneBuild {
    private static final String ROLE = "lane";
    static final int BITS = 28;
    private static final int ATTEMPTS = 16;

    private final DockerHost host;
    private final LaneSettings settings;
    private final Optional<Mirror> mirror;
    private final String digest;
    private final Proxy proxy;
    private final BridgeGuard guard;
    private final SubnetChoice choice;

    private LaneBuild(DockerHost host, LaneSettings settings, OuterNetwork outer, Optional<Mirror> mirror) {
        ProxyRules rules = new ProxyRules(settings.policy(), outer.gateway(), mirror.map(Mirror::place));
        this.host = host;
        this.settings = settings;
        this.mirror = mirror;
        this.digest = rules.digest(settings.image());
        this.proxy = new Proxy(host, settings, outer, rules);
        this.guard = new BridgeGuard(host, settings);
        this.choice = new SubnetChoice(host, Subnet.of(settings.pool()));
    }

    static LaneBuild of(DockerHost host, LaneSettings settings, OuterNetwork outer, Optional<Mirror> mirror) {
        return new LaneBuild(host, settings, outer, mirror);
    }

    Lane make() {
        for (int i = 0; i < ATTEMPTS; i++) {
            SubnetChoice.Made made = choice.make(BITS, this::spec);
            Lane lane = lane(Lane.name(settings.owner(), made.subnet()), made.subnet());
            if (complete(lane, made)) {
                return lane;
            }
        }
        throw DockerException.of(
                DockerException.Kind.REFUSED,
                "pool [" + settings.pool()
                        + "] leads elsewhere on the engine's host; expected one that no route is in; choose another");
    }

    /** Returns whether the lane is there; if not, its addresses are those of a route of the host, and nothing is left. */
    private boolean complete(Lane lane, SubnetChoice.Made made) {
        boolean done = false;
        try {
            List<Subnet> routes = guard.close(List.of(made.id()));
            done = routes.stream().noneMatch(made.subnet()::overlaps);
            choice.avoid(routes);
            if (done) {
                proxy.create(lane, made.subnet());
                proxy.start(lane);
            }
            return done;
        } catch (DockerException e) {
            done = false;
            throw e;
        } finally {
            removeUnless(done, lane);
        }
    }

    private void removeUnless(boolean done, Lane lane) {
        if (!done) {
            remove(lane);
        }
    }

    private NetworkSpec spec(Subnet free) {
        Map<String, String> labels = new HashMap<>(LaneLabels.of(settings.owner(), ROLE));
        labels.put(LaneLabels.POLICY, digest);
        return new NetworkSpec(Lane.name(settings.owner(), free), true, Optional.of(free.toString()), labels);
    }

    List<NetworkState> networks() {
        return host.networks(LaneLabels.of(settings.owner(), ROLE));
    }

    Lane lane(NetworkState network) {
        return lane(network.name(), Subnet.of(network.subnet()));
    }

    private Lane lane(String name, Subnet subnet) {
        return Lane.of(name, subnet, mirror());
    }

    Optional<MirrorPlace> mirror() {
        return mirror.map(Mirror::place);
    }

    /** Makes sure of what all lanes lead to. */
    void restoreMirror() {
        mirror.ifPresent(Mirror::restore);
    }

    void close(List<NetworkState> networks) {
        if (!networks.isEmpty()) {
            guard.close(networks.stream().map(NetworkState::id).toList());
        }
    }

    /** Removes what removed lanes have left in the host's kernel. */
    void sweep() {
        guard.close(List.of());
    }

    /** Returns whether a worker is in it, running or not. */
    boolean isUsed(Lane lane) {
        return host.containers(Map.of(LaneLabels.OWNER, settings.owner(), LaneLabels.LANE, lane.name())).stream()
                .anyMatch(container -> !container.name().equals(lane.proxy()));
    }

    void requireEmpty(Lane lane) {
        Set<String> inside = networks().stream()
                .filter(network -> network.name().equals(lane.name()))
                .flatMap(network -> network.containers().stream())
                .collect(Collectors.toSet());
        host.inspect(lane.proxy()).map(ContainerState::id).ifPresent(inside::remove);
        if (!inside.isEmpty()) {
            throw DockerException.of(
                    DockerException.Kind.CONFLICT,
                    "lane [" + lane.name() + "] has " + inside + " in it; expected nobody; remove the worker first");
        }
    }

    boolean isReady(Lane lane) {
        return proxy.runs(lane);
    }

    /** Returns whether the lane can be used as one that was just made: it lets out what is allowed now, and nothing is left in it. */
    boolean renew(Lane lane) {
        boolean current = networks().stream()
                .anyMatch(network -> network.name().equals(lane.name())
                        && digest.equals(network.labels().get(LaneLabels.POLICY)));
        if (!current || host.inspect(lane.proxy()).isEmpty()) {
            return false;
        }
        proxy.restart(lane);
        return true;
    }

    void restore(Lane lane) {
        close(networks().stream()
                .filter(network -> network.name().equals(lane.name()))
                .toList());
        proxy.start(lane);
    }

    void remove(Lane lane) {
        host.remove(lane.proxy());
        host.removeNetwork(lane.name());
    }
}
