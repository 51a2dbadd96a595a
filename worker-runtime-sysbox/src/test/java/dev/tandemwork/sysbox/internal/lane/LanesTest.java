package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.testkit.Together;
import dev.tandemwork.testkit.docker.RealDocker;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class LanesTest {
    private static final EgressPolicy POLICY = EgressPolicy.denyAll().allow("allowed.invalid");
    private final LaneWorld world = new LaneWorld();

    @AfterEach
    void clean() {
        world.close();
    }

    @Test
    void lane_isKeptForTheNextWorker() {
        Lanes lanes = world.lanes(POLICY);

        Lane first = lanes.acquire();
        lanes.release(first);
        Lane second = lanes.acquire();

        assertThat(second).isEqualTo(first);
        assertThat(lanes.acquire()).isNotEqualTo(first);
    }

    @Test
    void lane_isTakenBackOnce() {
        Lanes lanes = world.lanes(POLICY);
        Lane lane = lanes.acquire();

        lanes.release(lane);
        lanes.release(lane);

        assertThat(lanes.idle()).isEqualTo(1);
    }

    @Test
    void lane_isNotTakenBack_whileItsWorkerIsThere() {
        Lanes lanes = world.lanes(POLICY);
        Lane lane = lanes.acquire();
        world.worker(lane);

        assertThatThrownBy(() -> lanes.release(lane))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("expected nobody; remove the worker first");
        assertThat(lanes.idle()).isZero();
    }

    @Test
    void lanes_areNeverSharedByWorkersThatStartTogether() {
        Lanes lanes = world.lanes(POLICY);
        lanes.release(lanes.acquire());

        List<Lane> taken = Together.call(Collections.nCopies(4, lanes::acquire));

        assertThat(new HashSet<>(taken)).hasSize(4);
    }

    @Test
    void lanesInUse_outliveTheProgram_andAreFoundAgain() {
        Lane used = world.lanes(POLICY).acquire();
        world.worker(used);
        Lane unused = world.lanes(POLICY).acquire();

        Lanes next = world.lanes(POLICY);

        assertThat(next.adopt(used.name())).contains(used);
        assertThat(next.adopt(unused.name())).isEmpty();
        assertThat(next.acquire()).isEqualTo(unused);
    }

    @Test
    void lanesInUse_stayAtTheEnd_andIdleOnesGo() {
        Lanes lanes = world.lanes(POLICY);
        Lane used = lanes.acquire();
        world.worker(used);
        lanes.release(lanes.acquire());

        lanes.close();

        assertThat(networks()).containsExactly(used.name());
        assertThat(world.host().inspect(used.proxy())).isPresent();
    }

    @Test
    void lanes_areNotUsedUnderAnotherPolicy() {
        world.lanes(POLICY).acquire();

        Lanes next = world.lanes(POLICY.allow("more.invalid"));

        assertThat(next.idle()).isZero();
        assertThat(networks()).isEmpty();
    }

    @Test
    void lane_whoseProxyHasDied_isNotGivenOut() {
        Lanes lanes = world.lanes(POLICY);
        Lane lane = lanes.acquire();
        lanes.release(lane);
        world.host().kill(lane.proxy());

        Lane next = lanes.acquire();

        assertThat(new LaneChecks(world).proxyRuns(next)).isTrue();
    }

    @Test
    void lane_isRestored_forAWorkerThatIsStartedAgain() {
        Lanes lanes = world.lanes(POLICY);
        Lane lane = lanes.acquire();
        world.host().kill(lane.proxy());

        lanes.restore(lane);

        assertThat(new LaneChecks(world).proxyRuns(lane)).isTrue();
    }

    private Set<String> networks() {
        Set<String> names = new HashSet<>();
        world.host().networks(LaneLabels.of(world.owner(), "lane")).forEach(network -> names.add(network.name()));
        return names;
    }
}
