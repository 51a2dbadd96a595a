package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gives each request a connection of its own, and a client with it, which takes a millisecond and 16 KiB. So a request whose
 * time is over can be cut off, whatever its thread hangs in and over whatever transport; streams never wait for questions;
 * and no request goes out on a connection that died when the engine was started again, of which nobody could tell whether
 * the engine has heard it.
 */
final class OwnConnections implements DockerHttpClient {
    private final Supplier<? extends DockerHttpClient> clients;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OwnConnections(Supplier<? extends DockerHttpClient> clients) {
        this.clients = clients;
    }

    @Override
    public Response execute(Request request) {
        Line line = new Line(Thread.currentThread(), clients.get(), lines);
        lines.add(line);
        try {
            requireWanted();
            return line.carry(request);
        } catch (RuntimeException e) {
            line.hangUp();
            throw e;
        }
    }

    /** Whoever gives up a thread interrupts it before cutting it off: so either this sees it, or that sees the line. */
    private void requireWanted() {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new IOException("connection is not wanted any more"));
        }
    }

    /** Ends all that was asked by {@code owner}, which was interrupted. */
    void cutOff(Thread owner) {
        hangUp(line -> line.owner() == owner);
    }

    int count() {
        return lines.size();
    }

    @Override
    public void close() {
        closed = true;
        hangUp(line -> true);
    }

    private void hangUp(Predicate<Line> which) {
        lines.stream().filter(which).forEach(Line::hangUp);
    }
}
