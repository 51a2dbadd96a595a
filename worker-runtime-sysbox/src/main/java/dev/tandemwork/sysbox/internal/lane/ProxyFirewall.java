package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import java.util.stream.Collectors;

/**
 * Writes the rules of the kernel in a proxy's own network. They hold whatever the proxy thinks: it forwards no packet, is
 * spoken to by its lane only, and does not get to closed addresses, not even by a name whose answer has just changed.
 */
final class ProxyFirewall {
    /** The user of the proxy's process; all others in there are the engine itself, which asks its name servers. */
    static final String USER = "proxy";

    /** Where the engine answers to questions for names, in every container. */
    private static final String ENGINE_NAMES = "127.0.0.11";

    private ProxyFirewall() {}

    static String of(ProxyRules rules, Subnet lane) {
        String address = Lane.proxyAddress(lane);
        return String.format(
                """
            table inet tandemwork {
              chain forward { type filter hook forward priority 0; policy drop; }
              chain input {
                type filter hook input priority 0; policy drop;
                ct state established,related accept
                iif "lo" accept
                ip saddr %s ip daddr %s tcp dport %d accept
                ip saddr %s reject
              }
              chain output {
                type filter hook output priority 0; policy accept;
                meta skuid != "%s" accept
                ct state established,related accept
                ip daddr %s accept
            %s    ip daddr { %s } reject
                ip daddr %s reject
                ip6 daddr { %s } reject
              }
            }
            """,
                lane,
                address,
                Lane.PROXY_PORT,
                lane,
                USER,
                ENGINE_NAMES,
                pinned(rules),
                String.join(", ", ClosedRanges.IPV4),
                lane,
                String.join(", ", ClosedRanges.IPV6));
    }

    private static String pinned(ProxyRules rules) {
        String hosts = rules.policy().hosts().stream()
                .flatMap(host -> rules.address(host).stream().map(address -> accept(address, host)))
                .collect(Collectors.joining());
        return hosts
                + rules.mirror()
                        .map(place -> accept(place.address(), String.valueOf(place.port())))
                        .orElse("");
    }

    private static String accept(String address, EgressPolicy.Host host) {
        return accept(address, host.ports().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static String accept(String address, String ports) {
        return "    ip daddr " + address + " tcp dport { " + ports + " } accept\n";
    }
}
