package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubnetTest {
    @Test
    void subnet_isCutIntoParts() {
        Subnet pool = Subnet.of("10.213.0.0/16");

        assertThat(pool.count(28)).isEqualTo(4096);
        assertThat(pool.part(28, 0)).hasToString("10.213.0.0/28");
        assertThat(pool.part(28, 17)).hasToString("10.213.1.16/28");
        assertThat(pool.part(24, 255)).hasToString("10.213.255.0/24");
    }

    @Test
    void addresses_areCountedFromBothEnds() {
        Subnet subnet = Subnet.of("10.213.255.0/24");

        assertThat(subnet.address(1)).isEqualTo("10.213.255.1");
        assertThat(subnet.address(-2)).isEqualTo("10.213.255.254");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.213.0.0/28, true",
        "10.213.0.0/28, 10.213.0.16/28, false",
        "0.0.0.0/0, 192.0.2.7, true",
        "255.255.255.255, 255.255.255.254/31, true",
        "200.1.2.3/8, 200.255.0.0/16, true"
    })
    void overlap_isTheSameFromBothSides(String one, String other, boolean overlaps) {
        assertThat(Subnet.of(one).overlaps(Subnet.of(other))).isEqualTo(overlaps);
        assertThat(Subnet.of(other).overlaps(Subnet.of(one))).isEqualTo(overlaps);
    }

    @Test
    void whatIsNoSubnet_isRefused() {
        assertThat(Subnet.find("default")).isEmpty();
        assertThat(Subnet.find("fd00::/64")).isEmpty();
        assertThatThrownBy(() -> Subnet.of("10.0.0.0/33"))
                .hasMessage("subnet [10.0.0.0/33] can't be read; expected one such as [10.213.0.0/16]");
    }
}
