package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessLineTest {
    @Test
    void refusal_isReadAsOne() {
        AccessRecord access = AccessLine.parse(
                        "egress 1795602482.405 10.213.0.3 CONNECT evil.invalid 443 TCP_DENIED 403 120 3346")
                .orElseThrow();

        assertThat(access)
                .isEqualTo(new AccessRecord(
                        Instant.ofEpochMilli(1_795_602_482_405L),
                        "10.213.0.3",
                        "CONNECT",
                        "evil.invalid",
                        443,
                        AccessRecord.Verdict.DENIED,
                        403,
                        120,
                        3346));
        assertThat(access.text()).isEqualTo("egress: denied CONNECT evil.invalid:443");
    }

    @Test
    void connection_isReadAsAllowed() {
        assertThat(AccessLine.parse("egress 1.000 10.213.0.3 CONNECT github.com 443 TCP_TUNNEL 200 99 100"))
                .hasValueSatisfying(access -> assertThat(access.isDenied()).isFalse());
    }

    @Test
    void whatTheClientChose_isShown_unlessItWouldBreakALine() {
        assertThat(AccessLine.parse("egress 1.000 10.213.0.3 GET %5B::1%5D 80 TCP_DENIED 403 1 1"))
                .hasValueSatisfying(access -> assertThat(access.host()).isEqualTo("[::1]"));
        assertThat(AccessLine.parse("egress 1.000 10.213.0.3 GET a%0Ab%zz 80 TCP_DENIED 403 1 1"))
                .hasValueSatisfying(access -> assertThat(access.host()).isEqualTo("a%0Ab%zz"));
        assertThat(AccessLine.parse("egress 1.000 10.213.0.3 GET a%0Ab - TCP_DENIED 400 1 1"))
                .hasValueSatisfying(access -> assertThat(access.text()).isEqualTo("egress: denied GET a%0Ab:0"));
    }

    @Test
    void longNames_areCut() {
        String line = "egress 1.000 10.213.0.3 GET " + "a".repeat(5000) + " 80 TCP_DENIED 403 1 1";

        assertThat(AccessLine.parse(line))
                .hasValueSatisfying(
                        access -> assertThat(access.host()).hasSize(303).endsWith("..."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "egress", "squid started", "egress x 1 GET a 80 TCP_DENIED 403 1 1", "egress 1.000 c GET a"})
    void whatIsNoAccess_isPassedOver(String line) {
        assertThat(AccessLine.parse(line)).isEmpty();
    }
}
