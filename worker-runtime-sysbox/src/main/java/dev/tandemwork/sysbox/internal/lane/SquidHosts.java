package dev.tandemwork.sysbox.internal.lane;

import java.util.stream.Collectors;

/** Writes the names that a proxy asks no name server for. */
final class SquidHosts {
    private SquidHosts() {}

    /** Returns the file; its last line ends like all others, or the proxy would not read it. */
    static String of(ProxyRules rules) {
        return rules.policy().hosts().stream()
                .filter(host -> !host.isAddress())
                .flatMap(host -> rules.address(host).stream().map(address -> address + " " + host.name() + "\n"))
                .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
    }
}
