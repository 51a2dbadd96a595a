package dev.tandemwork.sysbox.internal.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between a client and the engine, and can freeze, and cut the connections. */
public final class EngineProxy implements AutoCloseable {
    private final SocketAddress engine;
    private final ServerSocketChannel server;
    private final URI uri;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /** Guarded by this. */
    private boolean frozen;

    /** Guarded by this. */
    private @Nullable String trigger;

    private EngineProxy(ServerSocketChannel server, URI uri) {
        this.engine = UnixDomainSocketAddress.of(Trial.ENGINE.getPath());
        this.server = server;
        this.uri = uri;
        start(this::accept);
    }

    public static EngineProxy unix(Path folder) throws IOException {
        Path socket = folder.resolve("engine.sock");
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        return new EngineProxy(server, URI.create("unix://" + socket));
    }

    static EngineProxy tcp() throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new EngineProxy(server, URI.create("tcp://127.0.0.1:" + port));
    }

    public URI uri() {
        return uri;
    }

    /** From here on nothing gets through, and nothing is refused. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Freezes as soon as a client has sent {@code text}, which still gets through. */
    synchronized void freezeAfter(String text) {
        trigger = text;
    }

    private synchronized void notice(ByteBuffer sent) {
        String text = StandardCharsets.ISO_8859_1.decode(sent.duplicate()).toString();
        if (trigger != null && text.contains(trigger)) {
            frozen = true;
        }
    }

    public synchronized void thaw() {
        trigger = null;
        frozen = false;
        notifyAll();
    }

    /** Ends all connections, as an engine does that dies; new ones get through. */
    public void cut() {
        open.forEach(EngineProxy::shut);
        open.clear();
    }

    private synchronized void pass() throws InterruptedException, IOException {
        while (frozen && server.isOpen()) {
            wait();
        }
        if (frozen) {
            throw new IOException("proxy is closed, and what it held back is lost");
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel there = SocketChannel.open(engine);
                open.add(client);
                open.add(there);
                start(() -> pump(client, there));
                start(() -> pump(there, client));
            }
        } catch (IOException e) {
            // closed
            return;
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                pass();
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.rewind();
                notice(buffer);
                buffer.clear();
            }
            pass();
        } catch (IOException | InterruptedException e) {
            // one of the two has ended
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shut(server);
        cut();
        wake();
    }

    private synchronized void wake() {
        notifyAll();
    }
}
