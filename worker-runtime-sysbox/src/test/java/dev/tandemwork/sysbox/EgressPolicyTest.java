package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressPolicyTest {
    @Test
    void policy_allowsNothing_untilItIsTold() {
        assertThat(EgressPolicy.denyAll().hosts()).isEmpty();
    }

    @Test
    void host_isAllowedOnPort443_unlessPortsAreNamed() {
        EgressPolicy policy = EgressPolicy.denyAll().allow("GitHub.com").allow("*.example.org", 80, 8443);

        assertThat(policy.hosts())
                .containsExactly(
                        new EgressPolicy.Host("github.com", List.of(443), Optional.empty()),
                        new EgressPolicy.Host("*.example.org", List.of(80, 8443), Optional.empty()));
    }

    @Test
    void address_isAllowedAsItself() {
        EgressPolicy policy = EgressPolicy.denyAll().allow("10.1.2.3", 22);

        assertThat(policy.hosts().get(0).address()).contains("10.1.2.3");
    }

    @Test
    void standard_holdsNoRegistry_andNoWildcard() {
        assertThat(EgressPolicy.standard().hosts())
                .extracting(EgressPolicy.Host::name)
                .contains("api.anthropic.com", "github.com")
                .noneMatch(name -> name.startsWith("*") || name.contains("registry"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "*", "*.", "a b", "a\nhttp_access allow all", "a\thost", "github.com #", ".github.com", "a..b",
                "-a.org", "a-.org", "a_b.org", "http://a.org", "a.org/", "a.org:443", "[::1]", "::1", "127.1", "0x7f.1",
                "2130706433", "1.2.3.256", "01.2.3.4", "0x7f000001", "*.1.2.3.4", "a*.org", "xn--é.org", "\"a\"", "a;b",
                        "%61"
            })
    void whatIsNoHost_isRefused(String name) {
        assertThatThrownBy(() -> EgressPolicy.denyAll().allow(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("egress policy has [" + name.toLowerCase(java.util.Locale.ROOT)
                        + "]; expected a host such as [github.com], [*.example.org] or [10.1.2.3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1 evil.org", "10.0.0.1\n10.0.0.2 evil.org", "::1", "host"})
    void whatIsNoAddress_isRefused(String address) {
        assertThatThrownBy(() -> EgressPolicy.denyAll().allowAt("model.test", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("egress policy has [" + address + "]; expected an IPv4 address or [host-gateway]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void whatIsNoPort_isRefused(int port) {
        assertThatThrownBy(() -> EgressPolicy.denyAll().allow("a.org", port))
                .hasMessage("egress policy has [" + port + "]; expected a port from 1 to 65535");
    }

    @Test
    void wildcard_hasNoAddress() {
        assertThatThrownBy(() -> EgressPolicy.denyAll().allowAt("*.a.org", "10.0.0.1"))
                .hasMessage("egress policy has [*.a.org]; expected a name without [*] where an address is given");
    }
}
