package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.testkit.docker.RealDocker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class SelfTestTest {
    private static final EgressPolicy POLICY =
            EgressPolicy.denyAll().allow("*.example.invalid").allow("allowed.invalid");
    private final LaneWorld world = new LaneWorld();

    @AfterEach
    void clean() {
        world.close();
    }

    @Test
    void worker_inItsLane_passes() {
        Lane lane = world.lanes(POLICY).acquire();

        SelfTestResult result = SelfTest.of(world.host(), POLICY).run(world.worker(lane), lane);

        assertThat(result).isInstanceOf(SelfTestResult.Passed.class);
    }

    @Test
    void worker_ofAProxyThatAllowsNothing_fails() {
        Lane lane = world.lanes(EgressPolicy.denyAll()).acquire();

        SelfTestResult result = SelfTest.of(world.host(), POLICY).run(world.worker(lane), lane);

        assertThat(reasons(result))
                .containsExactly("host [allowed.invalid] was answered [403]; expected the proxy to let it out");
    }

    @Test
    void worker_withoutItsProxy_fails() {
        Lane lane = world.lanes(POLICY).acquire();
        String worker = world.worker(lane);
        world.host().kill(lane.proxy());

        SelfTestResult result = SelfTest.of(world.host(), POLICY).run(worker, lane);

        assertThat(reasons(result))
                .containsExactly(
                        "host [tandemwork-self-test.invalid] was answered [none]; expected 403 from the proxy",
                        "host [allowed.invalid] was answered [none]; expected the proxy to let it out");
    }

    @Test
    void worker_inAnOpenNetwork_fails() {
        Lane lane = world.lanes(POLICY).acquire();
        StandIn somebody = StandIn.outside(world, "somebody");
        String worker = world.start(
                "open",
                LaneWorld.WORKER_IMAGE,
                List.of("sleep", "600"),
                Map.of(),
                new ContainerSpec.Attachment(world.outer().name(), Optional.empty(), List.of()));
        // somebody who answers a packet for any address is in reach, whichever address is tried
        world.sh(worker, "ip route replace default via " + world.outer().gateway());

        SelfTestResult result =
                SelfTest.of(world.host(), POLICY).withRaw(somebody.address()).run(worker, lane);

        assertThat(reasons(result))
                .contains("address [" + somebody.address() + "] was reached without the proxy; expected no way to it");
    }

    @Test
    void worker_withAGatewayThatIsThere_fails() {
        Lane lane = world.lanes(POLICY).acquire();
        String worker = world.worker(lane);
        world.sh(worker, "ip route replace default via " + lane.proxyAddress());

        SelfTestResult result = SelfTest.of(world.host(), POLICY).run(worker, lane);

        assertThat(reasons(result))
                .containsExactly("gateway [" + lane.proxyAddress() + "] is there; expected a network without one");
    }

    private static List<String> reasons(SelfTestResult result) {
        return assertThat(result)
                .asInstanceOf(InstanceOfAssertFactories.type(SelfTestResult.Failed.class))
                .actual()
                .reasons();
    }
}
