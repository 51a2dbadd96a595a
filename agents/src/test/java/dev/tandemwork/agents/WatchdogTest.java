package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandemwork.agents.Watchdog.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50);
    private final Watchdog watchdog = Watchdog.start(Duration.ofNanos(100), Duration.ofNanos(10), clock::get);

    @Test
    void silence_isIdle_afterItsTime() {
        assertThat(after(99)).isEqualTo(Verdict.KEEP);
        assertThat(after(1)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void sign_startsTheTimeAgain() {
        after(99);
        watchdog.sign();

        assertThat(after(99)).isEqualTo(Verdict.KEEP);
        assertThat(after(1)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void result_startsTheGrace() {
        after(99);
        watchdog.done();

        assertThat(after(9)).isEqualTo(Verdict.KEEP);
        assertThat(after(1)).isEqualTo(Verdict.LINGERING);
    }

    @Test
    void grace_isNotProlonged_byOutputAfterTheResult() {
        watchdog.done();
        after(9);
        watchdog.sign();
        watchdog.done();

        assertThat(after(1)).isEqualTo(Verdict.LINGERING);
    }

    @Test
    void timeLeft_isThatUntilTheVerdictChanges() {
        assertThat(watchdog.nanosLeft(clock.get())).isEqualTo(100);
        assertThat(watchdog.nanosLeft(clock.addAndGet(130))).isZero();
    }

    @Test
    void noTime_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Watchdog.start(Duration.ZERO, Watchdog.GRACE, clock::get))
                .withMessage("watchdog [idle] is PT0S; expected more than nothing");
    }

    private Verdict after(long nanos) {
        return watchdog.verdict(clock.addAndGet(nanos));
    }
}
