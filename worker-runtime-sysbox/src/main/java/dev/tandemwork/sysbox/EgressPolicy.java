package dev.tandemwork.sysbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hosts a worker may reach. Everything that is not allowed is denied. Immutable.
 *
 * <p>A host is allowed by its name, on some ports, and for whatever public address the name has. Names that lead to
 * private, loopback, link-local or metadata addresses are denied all the same: such a host is allowed only
 * {@linkplain #allowAt at an address that is named}. The names are checked by a proxy outside the worker, which sees the
 * name that is asked for and not what travels inside an encrypted connection: a host that serves others under its own
 * name lets these be reached as well. Allow no host that takes uploads from everybody, unless you mean to.
 */
public final class EgressPolicy {
    /** Stands for the address at which the workers' host has its own services: for a model that it serves itself. */
    public static final String HOST_GATEWAY = "host-gateway";

    private static final int HTTPS = 443;

    private final List<Host> hosts;

    private EgressPolicy(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** Returns a policy that allows nothing. */
    public static EgressPolicy denyAll() {
        return new EgressPolicy(List.of());
    }

    /**
     * Returns a policy that allows the models of the known agents, and GitHub, on port 443. The registries of packages are
     * not in it, because whoever may publish there may also be sent things: allow those that your builds need.
     */
    public static EgressPolicy standard() {
        return denyAll()
                .allow("api.anthropic.com")
                .allow("api.openai.com")
                .allow("chatgpt.com")
                .allow("api.factory.ai")
                .allow("generativelanguage.googleapis.com")
                .allow("models.opencode.ai")
                .allow("github.com")
                .allow("api.github.com")
                .allow("codeload.github.com")
                .allow("objects.githubusercontent.com");
    }

    /**
     * Returns this policy and one more host: a name, an IPv4 address, or {@code *.} and a name, which stands for every name
     * below that one and not for itself. Without ports, 443 is meant.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public EgressPolicy allow(String host, int... ports) {
        return with(new Host(host, ports(ports), Optional.empty()));
    }

    /**
     * Returns this policy and one more host at exactly this IPv4 address, or at {@link #HOST_GATEWAY}, which may be
     * private. No name server is asked for it. Without ports, 443 is meant.
     *
     * @throws IllegalArgumentException if the host is no name, or the address none
     */
    public EgressPolicy allowAt(String host, String address, int... ports) {
        return with(new Host(host, ports(ports), Optional.of(address)));
    }

    /** Returns what is allowed, in the order in which it was. */
    public List<Host> hosts() {
        return hosts;
    }

    private EgressPolicy with(Host host) {
        List<Host> more = new ArrayList<>(hosts);
        more.add(host);
        return new EgressPolicy(more);
    }

    private static List<Integer> ports(int... ports) {
        return ports.length == 0 ? List.of(HTTPS) : Arrays.stream(ports).boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EgressPolicy policy && policy.hosts.equals(hosts);
    }

    @Override
    public int hashCode() {
        return hosts.hashCode();
    }

    @Override
    public String toString() {
        return "EgressPolicy" + hosts;
    }

    /**
     * A host that may be reached.
     *
     * @param name in lower case; an IPv4 address; or {@code *.} and a name
     * @param ports that may be reached there
     * @param address the only one it may have; empty for any that is public
     */
    public record Host(String name, List<Integer> ports, Optional<String> address) {
        private static final int LONGEST = 253;
        private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        private static final Pattern NAME = Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");
        private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        private static final Pattern ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

        /** What some programs read as a number, and so as an address of another spelling. */
        private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

        private static final int HIGHEST_PORT = 65_535;

        /** Checks each; what is no host is refused, so that nothing else gets into a proxy's configuration. */
        public Host {
            name = requireName(Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT));
            ports = List.copyOf(ports);
            address = isAddress(name) && address.isEmpty() ? Optional.of(name) : address;
            ports.forEach(Host::requirePort);
            address.ifPresent(Host::requireAddress);
            require(!ports.isEmpty(), name, "one or more ports");
            require(address.isEmpty() || !isWildcard(name), name, "a name without [*] where an address is given");
        }

        /** Returns whether this stands for every name below another. */
        public boolean isWildcard() {
            return isWildcard(name);
        }

        /** Returns whether the name is an address. */
        public boolean isAddress() {
            return isAddress(name);
        }

        private static boolean isWildcard(String name) {
            return name.startsWith("*.");
        }

        private static boolean isAddress(String text) {
            return ADDRESS.matcher(text).matches();
        }

        private static String requireName(String name) {
            boolean named = name.length() <= LONGEST
                    && NAME.matcher(name).matches()
                    && !NUMBER.matcher(name).matches();
            require(named || isAddress(name), name, "a host such as [github.com], [*.example.org] or [10.1.2.3]");
            return name;
        }

        private static void requirePort(int port) {
            require(port > 0 && port <= HIGHEST_PORT, Integer.toString(port), "a port from 1 to 65535");
        }

        private static void requireAddress(String address) {
            require(
                    address.equals(HOST_GATEWAY) || isAddress(address),
                    address,
                    "an IPv4 address or [" + HOST_GATEWAY + "]");
        }

        private static void require(boolean holds, String found, String expected) {
            if (!holds) {
                throw new IllegalArgumentException("egress policy has [" + found + "]; expected " + expected);
            }
        }
    }
}
