package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkSpec;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network that proxies and the mirror reach the world through. No worker is in it. */
public final class OuterNetwork {
    private static final String ROLE = "outer";
    private static final int BITS = 24;
    private static final int GATEWAY = 1;

    /** Far from those that the engine gives to proxies, one after the other. */
    private static final int MIRROR = -2;

    private final DockerHost host;
    private final LaneSettings settings;
    private final String name;
    private final Subnet subnet;

    private OuterNetwork(DockerHost host, LaneSettings settings, NetworkState state) {
        this.host = host;
        this.settings = settings;
        this.name = state.name();
        this.subnet = Subnet.of(state.subnet());
    }

    /** Returns the network of this owner, and makes it if it is not there. */
    public static OuterNetwork open(DockerHost host, LaneSettings settings) {
        SubnetChoice choice = new SubnetChoice(host, Subnet.of(settings.pool()));
        Optional<NetworkState> there = find(host, settings);
        if (there.isEmpty()) {
            choice.make(BITS, free -> spec(settings, free));
        }
        return new OuterNetwork(
                host, settings, there.or(() -> find(host, settings)).orElseThrow());
    }

    private static NetworkSpec spec(LaneSettings settings, Subnet free) {
        return new NetworkSpec(
                settings.owner() + "-outer",
                false,
                Optional.of(free.toString()),
                LaneLabels.of(settings.owner(), ROLE));
    }

    private static Optional<NetworkState> find(DockerHost host, LaneSettings settings) {
        return host.networks(LaneLabels.of(settings.owner(), ROLE)).stream().findFirst();
    }

    /** Returns the name of the network. */
    public String name() {
        return name;
    }

    /** Returns the address at which the host has its own services, for those in this network. */
    public String gateway() {
        return subnet.address(GATEWAY);
    }

    String mirrorAddress() {
        return subnet.address(MIRROR);
    }

    ContainerSpec.Attachment attachment(Optional<String> address) {
        return new ContainerSpec.Attachment(name, address, List.of());
    }

    /**
     * Removes the network, and the mirror in it, unless there is another container of this owner, running or not, that needs
     * them or may come to.
     */
    public void removeIfUnused() {
        List<ContainerState> left = host.containers(Map.of(LaneLabels.OWNER, settings.owner()));
        if (left.stream().allMatch(OuterNetwork::isMirror)) {
            left.forEach(mirror -> host.remove(mirror.id()));
            host.removeNetwork(name);
        }
    }

    private static boolean isMirror(ContainerState container) {
        return MirrorContainer.ROLE.equals(container.labels().get(LaneLabels.ROLE));
    }
}
