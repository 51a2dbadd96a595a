package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;

/** A container's log, read by a thread of its own. */
final class FollowedLog implements LogSubscription {
    private final Response response;
    private final LogSink sink;
    private final Thread reader = OwnThread.named("log", this::read);
    private volatile boolean closed;

    private FollowedLog(Response response, LogSink sink) {
        this.response = response;
        this.sink = sink;
    }

    static FollowedLog start(Response response, LogSink sink) {
        FollowedLog log = new FollowedLog(response, sink);
        log.reader.start();
        return log;
    }

    private void read() {
        try (response) {
            new Frames(response.getBody()).readAll((type, bytes) -> deliver(bytes));
        } catch (IOException e) {
            // cut off, by close() or by the engine's death: neither says anything about the container
            return;
        } finally {
            end();
        }
    }

    private void deliver(byte[] bytes) throws IOException {
        if (closed) {
            throw new IOException("log is closed");
        }
        sink.bytes(bytes);
    }

    private void end() {
        if (!closed) {
            sink.ended();
        }
    }

    @Override
    public void close() {
        closed = true;
        // frees a sink that blocks, and a read
        reader.interrupt();
        response.close();
    }
}
