package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.LogSink;
import dev.tandemwork.sysbox.internal.docker.LogSubscription;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What the worker in a lane has asked the proxy for, as it comes. */
public final class AccessLog implements LogSink {
    private static final int LONGEST_LINE = 16 << 10;

    private final Instant since;
    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private AccessLog(Instant since, Listener listener) {
        this.since = since;
        this.listener = listener;
    }

    /** Takes what is read, by one thread at a time. */
    public interface Listener {
        /** The worker has asked for something. */
        void asked(AccessRecord access);

        /** Nothing more comes: the proxy or the engine has ended. */
        void ended();
    }

    /**
     * Follows the log from when the lane was last renewed: all that this worker has asked for, and nothing of the one
     * before.
     */
    public static LogSubscription follow(DockerHost host, Lane lane, Listener listener) {
        return follow(host, lane, Instant.EPOCH, listener);
    }

    /** Follows the log from {@code after} on; that is the time of the last record that was read before. */
    public static LogSubscription follow(DockerHost host, Lane lane, Instant after, Listener listener) {
        Instant start = host.inspect(lane.proxy())
                .flatMap(ContainerState::startedAt)
                .filter(started -> started.isAfter(after))
                .orElse(after);
        return host.follow(lane.proxy(), Optional.of(start), new AccessLog(start, listener));
    }

    @Override
    public void bytes(byte[] chunk) {
        for (byte next : chunk) {
            if (next == '\n') {
                emit();
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
    }

    /** The engine's own choice by time is not to be relied on: some cut it at the second. */
    private void emit() {
        AccessLine.parse(line.toString(StandardCharsets.UTF_8))
                .filter(access -> !access.time().isBefore(since))
                .ifPresent(listener::asked);
        line.reset();
    }

    @Override
    public void ended() {
        listener.ended();
    }
}
