package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Where a mirror of images listens. It is reached through a lane's proxy, and can be read only.
 *
 * @param address of it, outside all lanes
 * @param port of it
 */
public record MirrorPlace(String address, int port) {
    private static final int HTTP = 80;

    /** Returns the place of a URL now: a name could come to lead elsewhere. */
    static MirrorPlace of(URI url, String gateway) {
        String address = url.getHost().equals(EgressPolicy.HOST_GATEWAY) ? gateway : address(url);
        return new MirrorPlace(address, url.getPort() < 0 ? HTTP : url.getPort());
    }

    private static String address(URI url) {
        return addresses(url.getHost())
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow(() -> DockerException.of(
                        DockerException.Kind.REFUSED,
                        "registry mirror [" + url
                                + "] has a host without an IPv4 address; expected one; give the address itself"));
    }

    private static Stream<InetAddress> addresses(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    String url() {
        return "http://" + address + ":" + port;
    }
}
