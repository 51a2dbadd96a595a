package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.LogSubscription;
import dev.tandemwork.testkit.docker.RealDocker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class AccessLogTest {
    private final LaneWorld world = new LaneWorld();

    @AfterEach
    void clean() {
        world.close();
    }

    @Test
    void log_hasNothingOfTheWorkerBefore() {
        Lanes lanes = world.lanes(EgressPolicy.denyAll());
        Lane lane = lanes.acquire();
        ask(world.worker("one", lane), lane, "first.invalid");
        world.host().remove(world.owner() + "-one");
        lanes.release(lane);
        assertThat(lanes.acquire()).isEqualTo(lane);

        Accesses accesses = new Accesses();
        LogSubscription log = AccessLog.follow(world.host(), lane, accesses);
        try (log) {
            ask(world.worker("two", lane), lane, "second.invalid");

            assertThat(accesses.await("GET second.invalid:80").isDenied()).isTrue();
        }
        assertThat(accesses.all()).hasSize(1);
    }

    @Test
    void log_goesOnAfterTheLastRecordThatWasRead() {
        Lane lane = world.lanes(EgressPolicy.denyAll()).acquire();
        String worker = world.worker(lane);
        Accesses before = new Accesses();
        ask(worker, lane, "first.invalid");
        AccessRecord last = read(lane, before, "first.invalid");
        ask(worker, lane, "second.invalid");

        Accesses after = new Accesses();
        LogSubscription log = AccessLog.follow(world.host(), lane, last.time().plusMillis(1), after);
        try (log) {
            after.await("GET second.invalid:80");
        }

        assertThat(after.all()).hasSize(1);
    }

    @Test
    void log_saysThatItHasEnded() throws InterruptedException {
        Lane lane = world.lanes(EgressPolicy.denyAll()).acquire();
        Accesses accesses = new Accesses();
        LogSubscription log = AccessLog.follow(world.host(), lane, accesses);
        try (log) {
            world.host().kill(lane.proxy());

            assertThat(accesses.ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private AccessRecord read(Lane lane, Accesses accesses, String host) {
        LogSubscription log = AccessLog.follow(world.host(), lane, accesses);
        try (log) {
            return accesses.await("GET " + host + ":80");
        }
    }

    private void ask(String worker, Lane lane, String host) {
        world.sh(
                worker,
                "curl -s -m 5 -o /dev/null -x " + lane.environment().get("TANDEMWORK_PROXY") + " http://" + host);
    }
}
