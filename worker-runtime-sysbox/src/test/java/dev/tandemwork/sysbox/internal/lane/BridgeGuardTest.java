package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import dev.tandemwork.sysbox.internal.docker.ShortRun;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class BridgeGuardTest {
    private final LaneWorld world = new LaneWorld();
    private HostService service;

    @BeforeEach
    void serve() throws IOException {
        service = HostService.start();
    }

    @AfterEach
    void clean() throws IOException {
        service.close();
        world.close();
    }

    @Test
    void host_isReachedFromANetworkWithoutAddress_untilItIsClosed() throws IOException {
        NetworkState network = world.unguarded("open");
        String worker = inside(network);
        String address = linkLocal(network);

        boolean open = isReached(worker, address);
        new BridgeGuard(world.host(), world.settings(EgressPolicy.denyAll())).close(List.of(network.id()));

        assertThat(open).isTrue();
        assertThat(isReached(worker, address)).isFalse();
    }

    @Test
    void host_tellsNobodyItsAddresses_andTakesNoPacket_onceItIsClosed() throws IOException {
        NetworkState network = world.unguarded("arp");
        String worker = inside(network);

        boolean open = isAnswered(worker) && takesPacket(worker, network);
        new BridgeGuard(world.host(), world.settings(EgressPolicy.denyAll())).close(List.of(network.id()));

        assertThat(open).isTrue();
        assertThat(isAnswered(worker)).isFalse();
        assertThat(takesPacket(worker, network)).isFalse();
    }

    @Test
    void host_canBeClosedTwice() {
        Subnet outer = Subnet.of(world.outer().gateway());
        NetworkState network = world.unguarded("twice");
        BridgeGuard guard = new BridgeGuard(world.host(), world.settings(EgressPolicy.denyAll()));

        guard.close(List.of(network.id()));
        List<Subnet> routes = guard.close(List.of(network.id()));

        assertThat(routes).anyMatch(outer::overlaps);
    }

    @Test
    void rules_ofNetworksThatAreGone_areSwept() {
        BridgeGuard guard = new BridgeGuard(world.host(), world.settings(EgressPolicy.denyAll()));
        NetworkState network = world.unguarded("gone");
        guard.close(List.of(network.id()));
        boolean there = rules().contains(network.id().substring(0, 12));
        world.host().removeNetwork(network.id());

        guard.close(List.of());

        assertThat(there).isTrue();
        assertThat(rules()).doesNotContain(network.id().substring(0, 12));
    }

    private String rules() {
        ContainerSpec spec = new ContainerSpec(
                world.owner() + "-rules",
                LaneWorld.PROXY_IMAGE,
                List.of("nft", "list", "table", "netdev", "tandemwork"),
                Map.of(),
                Map.of(LaneLabels.OWNER, world.owner()),
                Sidecars.isolation(true, "NET_ADMIN"),
                Sidecars.limits(),
                List.of(),
                Optional.empty());
        return ShortRun.of(world.host(), spec, Duration.ofSeconds(30)).stdout();
    }

    private String inside(NetworkState network) {
        String worker = world.start(
                "worker",
                LaneWorld.WORKER_IMAGE,
                List.of("sleep", "600"),
                Map.of(),
                new ContainerSpec.Attachment(network.name(), Optional.empty(), List.of()));
        world.sh(worker, "echo 0 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6");
        return worker;
    }

    /** The address by which IPv6 answers on the bridge, if the host has one there. */
    private static String linkLocal(NetworkState network) throws IOException {
        String bridge = "br-" + network.id().substring(0, 12);
        List<String> mac = List.of(Files.readString(Path.of("/sys/class/net", bridge, "address"))
                .strip()
                .split(":"));
        int first = Integer.parseInt(mac.get(0), 16) ^ 2;
        return String.format(
                "fe80::%x%s:%sff:fe%s:%s%s", first, mac.get(1), mac.get(2), mac.get(3), mac.get(4), mac.get(5));
    }

    private boolean isReached(String worker, String address) {
        String ask = "for i in $(seq 30); do curl -gs -m 1 'http://[" + address + "%25eth0]:" + service.port()
                + "/' && exit 0; sleep 0.1; done; exit 1";
        return world.sh(worker, "timeout 4 bash -c \"" + ask.replace("$", "\\$") + "\"")
                .stdout()
                .equals(HostService.ANSWER);
    }

    /** An address that nobody has is put beside one of the host's own, and the host is asked who has that. */
    private boolean isAnswered(String worker) throws IOException {
        String script = "ip neigh del " + service.address()
                + " dev eth0 2>/dev/null; ip address add 203.0.113.9/24 dev eth0 2>/dev/null; ip route replace "
                + service.address() + " dev eth0 src 203.0.113.9; timeout 2 bash -c 'exec 3<>/dev/tcp/"
                + service.address()
                + "/9' 2>/dev/null; ip neigh show " + service.address();
        return world.sh(worker, script).stdout().contains("lladdr");
    }

    private boolean takesPacket(String worker, NetworkState network) throws IOException {
        String bridge = "br-" + network.id().substring(0, 12);
        String mac =
                Files.readString(Path.of("/sys/class/net", bridge, "address")).strip();
        world.sh(
                worker,
                "ip neigh replace " + service.address() + " lladdr " + mac + " dev eth0; echo hello > /dev/udp/"
                        + service.address() + "/" + service.datagramPort());
        return service.receives("hello\n".getBytes(StandardCharsets.UTF_8));
    }
}
