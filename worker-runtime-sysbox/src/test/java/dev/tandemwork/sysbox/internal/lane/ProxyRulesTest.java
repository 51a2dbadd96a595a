package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProxyRulesTest {
    private static final Subnet LANE = Subnet.of("10.213.0.16/28");
    private static final EgressPolicy POLICY = EgressPolicy.denyAll()
            .allow("github.com")
            .allow("*.example.org", 80, 443)
            .allowAt("model.test", EgressPolicy.HOST_GATEWAY, 8000)
            .allow("10.9.8.7", 3000);

    @Test
    void squid_letsOutEachHostAtItsPorts_andNobodyElse() {
        assertThat(access(rules(POLICY)))
                .containsExactly(
                        "deny !lane",
                        "deny !tunnel !web",
                        "allow name0 port0 !closed",
                        "allow name1 port1 !closed",
                        "allow name2 port2 address2",
                        "allow name3 port3 address3",
                        "deny all");
    }

    @Test
    void squid_comparesNames_andAsksNobodyForThem() {
        assertThat(SquidConfig.of(rules(POLICY), LANE).lines())
                .contains(
                        "acl name0 dstdomain -n github.com",
                        "acl name1 dstdom_regex -n -i ^.+\\.example\\.org$",
                        "acl port1 port 80 443",
                        "acl address2 dst 10.213.255.1",
                        "acl name3 dstdomain -n 10.9.8.7",
                        "acl address3 dst 10.9.8.7",
                        "http_port 10.213.0.18:3128",
                        "acl lane src 10.213.0.16/28");
    }

    @Test
    void mirror_canBeReadOnly() {
        ProxyRules rules = new ProxyRules(
                EgressPolicy.denyAll(), "10.213.255.1", Optional.of(new MirrorPlace("10.213.255.254", 5000)));

        assertThat(access(rules))
                .containsExactly("deny !lane", "deny !tunnel !web", "allow reading mirror mirrorport", "deny all");
        assertThat(ProxyFirewall.of(rules, LANE)).contains("ip daddr 10.213.255.254 tcp dport { 5000 } accept\n");
    }

    @Test
    void hosts_holdTheNamesWithAddresses() {
        assertThat(SquidHosts.of(rules(POLICY))).isEqualTo("127.0.0.1 localhost\n10.213.255.1 model.test\n");
    }

    @Test
    void firewall_letsThroughWhatIsPinned_beforeItClosesTheRest() {
        List<String> output = ProxyFirewall.of(rules(POLICY), LANE)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("ip daddr"))
                .toList();

        assertThat(output.subList(0, 3))
                .containsExactly(
                        "ip daddr 127.0.0.11 accept",
                        "ip daddr 10.213.255.1 tcp dport { 8000 } accept",
                        "ip daddr 10.9.8.7 tcp dport { 3000 } accept");
        assertThat(output.get(3))
                .startsWith("ip daddr { 0.0.0.0/8, 10.0.0.0/8,")
                .endsWith("} reject");
    }

    @Test
    void digest_differs_whenRulesDo() {
        String digest = rules(POLICY).digest("image:1");

        assertThat(rules(POLICY).digest("image:1")).isEqualTo(digest);
        assertThat(rules(POLICY).digest("image:2")).isNotEqualTo(digest);
        assertThat(rules(POLICY.allow("more.org")).digest("image:1")).isNotEqualTo(digest);
        assertThat(rules(EgressPolicy.denyAll().allow("github.com", 22)).digest("image:1"))
                .isNotEqualTo(rules(EgressPolicy.denyAll().allow("github.com")).digest("image:1"));
    }

    private static ProxyRules rules(EgressPolicy policy) {
        return new ProxyRules(policy, "10.213.255.1", Optional.empty());
    }

    private static List<String> access(ProxyRules rules) {
        return SquidConfig.of(rules, LANE)
                .lines()
                .filter(line -> line.startsWith("http_access "))
                .map(line -> line.substring("http_access ".length()))
                .toList();
    }
}
