package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks of an engine. */
final class Networks {
    /** The first major version of the engine that has the gateway mode {@code isolated}. */
    private static final int HAS_ISOLATED = 28;

    private static final String BRIDGE = "com.docker.network.bridge.";

    private final EngineConnection engine;
    private final DockerClient client;

    Networks(EngineConnection engine) {
        this.engine = engine;
        this.client = engine.client();
    }

    String create(NetworkSpec spec) {
        return engine.get(ask(spec.name()), () -> {
            Optional<Network> there = find(spec.name());
            return there.isPresent() ? there.get().getId() : made(spec);
        });
    }

    private String made(NetworkSpec spec) {
        CreateNetworkCmd command = client.createNetworkCmd()
                .withName(spec.name())
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withInternal(spec.internal())
                .withEnableIpv6(false)
                .withOptions(options(spec.internal(), engine.engineMajor()))
                .withLabels(spec.labels());
        spec.subnet().ifPresent(subnet -> command.withIpam(ipam(subnet)));
        try {
            return command.exec().getId();
        } catch (ConflictException e) {
            return find(spec.name()).map(Network::getId).orElseThrow(() -> e);
        }
    }

    private static Network.Ipam ipam(String subnet) {
        return new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet));
    }

    /** Without these the host has an address in an internal network too, and its services can be reached from there. */
    static Map<String, String> options(boolean internal, int engineMajor) {
        if (!internal) {
            return Map.of();
        }
        return engineMajor >= HAS_ISOLATED
                ? Map.of(BRIDGE + "gateway_mode_ipv4", "isolated")
                : Map.of(BRIDGE + "inhibit_ipv4", "true");
    }

    void connect(String network, String container, Optional<String> address) {
        ContainerNetwork place = new ContainerNetwork();
        address.ifPresent(fixed -> place.withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(fixed)));
        engine.run(
                ask(network),
                () -> client.connectToNetworkCmd()
                        .withNetworkId(network)
                        .withContainerId(container)
                        .withContainerNetwork(place)
                        .exec());
    }

    void disconnect(String network, String container) {
        engine.run(ask(network), () -> {
            try {
                client.disconnectFromNetworkCmd()
                        .withNetworkId(network)
                        .withContainerId(container)
                        .withForce(true)
                        .exec();
            } catch (com.github.dockerjava.api.exception.DockerException e) {
                throwUnlessOut(e);
            }
        });
    }

    private static void throwUnlessOut(com.github.dockerjava.api.exception.DockerException e) {
        if (!(e instanceof NotFoundException) && !String.valueOf(e.getMessage()).contains("is not connected to")) {
            throw e;
        }
    }

    void remove(String network) {
        engine.run(ask(network), () -> {
            try {
                client.removeNetworkCmd(network).exec();
            } catch (NotFoundException e) {
                return;
            }
        });
    }

    List<NetworkState> networks(Map<String, String> labels) {
        Ask ask = new Ask(
                DockerCall.LIST, "networks " + labels, engine.deadlines().answer());
        return engine.get(
                ask,
                () -> client.listNetworksCmd().withFilter("label", Labels.filter(labels)).exec().stream()
                        .flatMap(found -> find(found.getId()).stream())
                        .map(Networks::state)
                        .toList());
    }

    private Optional<Network> find(String network) {
        try {
            return Optional.of(client.inspectNetworkCmd().withNetworkId(network).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static NetworkState state(Network found) {
        Map<String, String> labels = found.getLabels();
        Map<String, Network.ContainerNetworkConfig> containers = new HashMap<>();
        Optional.ofNullable(found.getContainers()).ifPresent(containers::putAll);
        return new NetworkState(
                found.getId(),
                found.getName(),
                subnet(found.getIpam()),
                containers.keySet(),
                labels == null ? Map.of() : labels);
    }

    private static String subnet(Network.Ipam ipam) {
        List<Network.Ipam.Config> configs = ipam.getConfig();
        return configs == null || configs.isEmpty()
                ? ""
                : String.valueOf(configs.get(0).getSubnet());
    }

    private Ask ask(String network) {
        return Ask.network(DockerCall.NETWORK, network, engine.deadlines().answer());
    }
}
