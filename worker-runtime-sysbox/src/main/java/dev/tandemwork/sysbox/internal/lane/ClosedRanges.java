package dev.tandemwork.sysbox.internal.lane;

import java.util.List;

/** The addresses that no name of a host leads to: those of the machine itself, of networks around it, and of no host. */
final class ClosedRanges {
    static final List<String> IPV4 = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3");

    /** The last four hold addresses of IPv4, of which any could be meant. */
    static final List<String> IPV6 = List.of(
            "::/127", "fc00::/7", "fe80::/10", "ff00::/8", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16");

    private ClosedRanges() {}
}
