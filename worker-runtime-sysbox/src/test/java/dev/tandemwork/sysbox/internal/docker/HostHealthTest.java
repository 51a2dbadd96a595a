package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.CallListener.Outcome;
import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostHealthTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<HostHealth.Change> changes = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean passes = true;
    private int canaries;
    private final HostHealth health =
            HostHealth.watch(new HostHealth.Canary(this::canary, MINUTE), () -> now, changes::add);

    private boolean canary() {
        canaries++;
        return passes;
    }

    private void timeOut(DockerCall call) {
        health.ended(call, Outcome.TIMED_OUT, Duration.ofSeconds(61));
    }

    private void check(boolean canaryPasses) {
        passes = canaryPasses;
        now = now.plus(MINUTE);
        health.check();
    }

    @Test
    void startThatTimesOut_makesItSuspect() {
        timeOut(DockerCall.START);

        assertThat(health.condition()).isEqualTo(Condition.SUSPECT);
        assertThat(changes)
                .containsExactly(new HostHealth.Change(
                        Condition.HEALTHY, Condition.SUSPECT, now, "START TIMED_OUT after PT1M1S"));
    }

    @Test
    void startThatWasSlow_makesItSuspect_alsoWhenItCameAbout() {
        health.ended(DockerCall.CREATE, Outcome.ANSWERED, Duration.ofSeconds(61));

        assertThat(health.condition()).isEqualTo(Condition.SUSPECT);
    }

    @Test
    void twoSlowAnswersInARow_makeItSuspect() {
        timeOut(DockerCall.INSPECT);
        Condition afterOne = health.condition();
        timeOut(DockerCall.LIST);

        assertThat(afterOne).isEqualTo(Condition.HEALTHY);
        assertThat(health.condition()).isEqualTo(Condition.SUSPECT);
    }

    @Test
    void quickAnswer_takesBackASlowOne() {
        timeOut(DockerCall.INSPECT);
        health.ended(DockerCall.INSPECT, Outcome.ANSWERED, Duration.ofMillis(3));
        timeOut(DockerCall.INSPECT);

        assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void longCommands_removals_andAnEngineThatIsNotThere_sayNothing() {
        timeOut(DockerCall.EXEC);
        timeOut(DockerCall.REMOVE);
        health.ended(DockerCall.START, Outcome.FAILED, Duration.ofSeconds(90));
        health.ended(DockerCall.START, Outcome.ABANDONED, Duration.ofSeconds(90));

        assertThat(changes).isEmpty();
    }

    @Test
    void canaryThatPasses_makesASuspectHealthyAgain() {
        timeOut(DockerCall.START);

        check(true);

        assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void twoCanariesThatFail_quarantineASuspect() {
        timeOut(DockerCall.START);

        check(false);
        Condition afterOne = health.condition();
        check(false);

        assertThat(afterOne).isEqualTo(Condition.SUSPECT);
        assertThat(health.condition()).isEqualTo(Condition.QUARANTINED);
        assertThat(changes).last().extracting(HostHealth.Change::why).isEqualTo("canary failed");
    }

    @Test
    void twoCanariesInARow_endAQuarantine() {
        timeOut(DockerCall.START);
        check(false);
        check(false);

        check(true);
        check(false);
        check(true);
        Condition before = health.condition();
        check(true);

        assertThat(before).isEqualTo(Condition.QUARANTINED);
        assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void canaryThatThrows_hasFailed() {
        HostHealth throwing = HostHealth.watch(
                new HostHealth.Canary(
                        () -> {
                            throw DockerException.of(DockerException.Kind.TIMEOUT, "it hangs");
                        },
                        Duration.ZERO),
                () -> now,
                changes::add);
        throwing.ended(DockerCall.START, Outcome.TIMED_OUT, MINUTE);

        throwing.check();
        throwing.check();

        assertThat(changes).last().extracting(HostHealth.Change::why).isEqualTo("canary failed: it hangs");
    }

    @Test
    void canary_isReleasedOnlyWhereItIsNeeded_andNotTooOften() {
        health.check();
        timeOut(DockerCall.START);
        check(false);
        health.check();

        assertThat(canaries).isEqualTo(1);
    }
}
