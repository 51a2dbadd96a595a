package dev.tandemwork.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TicksTest {
    private static List<String> ticks(String took) {
        return Ticks.of(Duration.parse(took)).stream().map(Words::tick).toList();
    }

    @Test
    void ticks_areRoundTimes_howeverLongTheRunTook() {
        assertThat(ticks("PT0S")).containsExactly("0");
        assertThat(ticks("PT1.13S")).containsExactly("0", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s");
        assertThat(ticks("PT15.6S")).containsExactly("0", "5 s", "10 s", "15 s");
        assertThat(ticks("PT1M4S")).containsExactly("0", "10 s", "20 s", "30 s", "40 s", "50 s", "1 min");
        assertThat(ticks("PT2H10M")).containsExactly("0", "30 min", "1 h", "1 h 30 min", "2 h");
        assertThat(ticks("P3DT1H")).startsWith("0", "13 h").hasSize(6);
    }
}
