package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network in which one worker is alone with a proxy, its only way out.
 *
 * @param name of the lane and of its network
 * @param proxy the name of the proxy's container
 * @param proxyAddress of the proxy in the network
 * @param mirror where images are pulled from; empty for nowhere but outside
 */
public record Lane(String name, String proxy, String proxyAddress, Optional<MirrorPlace> mirror) {
    /** The port of the proxy. */
    public static final int PROXY_PORT = 3128;

    /** Of a subnet's addresses the second is the gateway's, which nobody has; this one is the proxy's. */
    private static final int PROXY_INDEX = 2;

    static Lane of(String name, Subnet subnet, Optional<MirrorPlace> mirror) {
        return new Lane(name, name + "-proxy", proxyAddress(subnet), mirror);
    }

    static String proxyAddress(Subnet subnet) {
        return subnet.address(PROXY_INDEX);
    }

    static String name(String owner, Subnet subnet) {
        return owner + "-lane-" + subnet.address(0).replace('.', '-');
    }

    /**
     * Returns a worker's place in this lane. An engine that is asked for a name it does not know asks the proxy, which is no
     * name server and says so at once: an address that is nobody's would keep whoever asks waiting.
     */
    public ContainerSpec.Attachment attachment() {
        return new ContainerSpec.Attachment(name, Optional.empty(), List.of(proxyAddress));
    }

    /** Returns the labels that a worker in this lane must be made with, so that the lane is known to be in use. */
    public Map<String, String> labels() {
        return Map.of(LaneLabels.LANE, name);
    }

    /** Returns the variables that a worker in this lane is started with. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDEMWORK_PROXY", "http://" + proxyAddress + ":" + PROXY_PORT);
        mirror.ifPresent(place -> environment.put("TANDEMWORK_MIRROR", place.url()));
        return Map.copyOf(environment);
    }
}
