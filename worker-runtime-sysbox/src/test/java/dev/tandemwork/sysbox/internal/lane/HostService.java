package dev.tandemwork.sysbox.internal.lane;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;

/** Services of the host, on all its addresses. */
final class HostService implements Closeable {
    static final String ANSWER = "the host";
    private static final int PATIENCE = 1_000;

    private final HttpServer server;
    private final DatagramSocket datagrams;

    private HostService(HttpServer server, DatagramSocket datagrams) {
        this.server = server;
        this.datagrams = datagrams;
    }

    static HostService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("::", 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        DatagramSocket datagrams = new DatagramSocket();
        datagrams.setSoTimeout(PATIENCE);
        return new HostService(server, datagrams);
    }

    int port() {
        return server.getAddress().getPort();
    }

    int datagramPort() {
        return datagrams.getLocalPort();
    }

    /** Returns an address of the host that is in no network of containers. */
    String address() throws IOException {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .filter(found ->
                        !found.getName().startsWith("br-") && !found.getName().startsWith("docker"))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether the bytes come, soon. */
    boolean receives(byte[] expected) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        try {
            datagrams.receive(packet);
            return Arrays.equals(Arrays.copyOf(packet.getData(), packet.getLength()), expected);
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        datagrams.close();
    }
}
