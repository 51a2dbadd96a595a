package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import java.util.stream.Collectors;

/** Writes a proxy's configuration: a fixed part, a rule for each host, and nothing else is let out. */
final class SquidConfig {
    /**
     * Names are kept for a minute, also those that were not found: between the check of a name's addresses and the connection
     * no other answer comes in.
     */
    private static final String FIXED = """
            visible_hostname tandemwork
            hosts_file /run/proxy/hosts
            pid_filename none
            coredump_dir none
            cache_log /proc/self/fd/2
            cache deny all
            cache_mem 0 MB
            memory_pools off
            digest_generation off
            max_filedescriptors 4096
            pinger_enable off
            icp_port 0
            htcp_port 0
            snmp_port 0
            via off
            forwarded_for delete
            httpd_suppress_version_string on
            shutdown_lifetime 0 seconds
            negative_dns_ttl 60 seconds
            dns_timeout 10 seconds
            connect_timeout 20 seconds
            read_timeout 60 minutes
            logfile_rotate 0
            acl asked has request
            acl tunnel method CONNECT
            acl reading method GET HEAD
            acl web proto HTTP
            """;

    private final ProxyRules rules;
    private final Subnet lane;
    private final StringBuilder text = new StringBuilder(FIXED);

    private SquidConfig(ProxyRules rules, Subnet lane) {
        this.rules = rules;
        this.lane = lane;
    }

    /** Returns the configuration for the proxy in {@code lane}. */
    static String of(ProxyRules rules, Subnet lane) {
        return new SquidConfig(rules, lane).render();
    }

    private String render() {
        String address = Lane.proxyAddress(lane);
        line(String.format("http_port %s:%d", address, Lane.PROXY_PORT));
        line(String.format("logformat tandemwork %s", AccessLine.FORMAT));
        line("access_log stdio:/proc/self/fd/1 logformat=tandemwork asked");
        line(String.format("acl lane src %s", lane));
        line(String.format(
                "acl closed dst %s %s", String.join(" ", ClosedRanges.IPV4), String.join(" ", ClosedRanges.IPV6)));
        line("http_access deny !lane");
        line("http_access deny !tunnel !web");
        hosts();
        rules.mirror().ifPresent(this::mirror);
        line("http_access deny all");
        return text.toString();
    }

    private void hosts() {
        int index = 0;
        for (EgressPolicy.Host host : rules.policy().hosts()) {
            host(host, index);
            index++;
        }
    }

    /** A host whose address is given may have that one only; all others none that is closed. */
    private void host(EgressPolicy.Host host, int index) {
        line(String.format("acl name%d %s", index, name(host)));
        line(String.format(
                "acl port%d port %s",
                index, host.ports().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        rules.address(host).ifPresent(address -> line(String.format("acl address%d dst %s", index, address)));
        String address = host.address().isPresent() ? "address" + index : "!closed";
        line(String.format("http_access allow name%d port%d %s", index, index, address));
    }

    /** Without {@code -n} an address would be allowed for the name that its owner says it has. */
    private static String name(EgressPolicy.Host host) {
        return host.isWildcard()
                ? "dstdom_regex -n -i ^.+" + host.name().substring(1).replace(".", "\\.") + "$"
                : "dstdomain -n " + host.name();
    }

    private void mirror(MirrorPlace place) {
        line(String.format("acl mirror dstdomain -n %s", place.address()));
        line(String.format("acl mirrorport port %d", place.port()));
        line("http_access allow reading mirror mirrorport");
    }

    private void line(String directive) {
        text.append(directive).append('\n');
    }
}
