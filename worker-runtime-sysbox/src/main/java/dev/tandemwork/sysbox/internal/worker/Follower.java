package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.LogSink;
import dev.tandemwork.sysbox.internal.docker.LogSubscription;
import dev.tandemwork.sysbox.internal.protocol.LineSplitter;
import dev.tandemwork.sysbox.internal.protocol.RecordReader;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows what one start of a container tells until it has exited, through every break of the connection. The end of a
 * stream proves nothing, so that each one is followed by a look at the container.
 */
final class Follower implements AutoCloseable {
    private static final Duration OVERLAP = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final DockerHost host;
    private final String container;
    private final Optional<Instant> startedAt;
    private final RecordReader records;
    private final Progress progress;
    private final Timers timers;
    private final Duration patience;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();

    /** Guarded by this. */
    private @Nullable LogSubscription subscription;

    /** Guarded by this. */
    private boolean closed;

    /** Guarded by this: since when the engine has not answered. */
    private Optional<Instant> unreachable = Optional.empty();

    /**
     * How it ended.
     *
     * @param state of the container; empty if there is none any more, or the engine does not answer
     * @param problem in words, if the engine does not answer
     */
    record Exit(Optional<ContainerState> state, Optional<String> problem) {}

    Follower(DockerHost host, ContainerState started, Progress progress, Settings settings) {
        this.host = host;
        this.container = started.id();
        this.startedAt = started.startedAt();
        this.records = RecordReader.after(started.finishedAt());
        this.progress = progress;
        this.timers = settings.timers();
        this.patience = settings.times().lost();
    }

    /** Begins with what this start of the container has printed first. */
    Follower begin() {
        follow(startedAt);
        return this;
    }

    CompletableFuture<Exit> exited() {
        return exited;
    }

    private synchronized void follow(Optional<Instant> since) {
        if (closed) {
            return;
        }
        try {
            subscription = host.follow(container, since, new Sink());
            unreachable = Optional.empty();
        } catch (DockerException e) {
            broken(e);
        }
    }

    private void ended() {
        try {
            Optional<ContainerState> state = host.inspect(container);
            if (state.filter(ContainerState::running).isPresent()) {
                later(timers.now().minus(OVERLAP));
            } else {
                exited.complete(new Exit(state, Optional.empty()));
            }
        } catch (DockerException e) {
            broken(e);
        }
    }

    private synchronized void broken(DockerException problem) {
        Instant now = timers.now();
        Instant since = unreachable.orElse(now);
        unreachable = Optional.of(since);
        if (problem.kind() == DockerException.Kind.NOT_FOUND) {
            exited.complete(new Exit(Optional.empty(), Optional.empty()));
        } else if (since.plus(patience).isBefore(now)) {
            exited.complete(new Exit(Optional.empty(), Optional.of(String.valueOf(problem.getMessage()))));
        } else {
            timers.after(AGAIN, this::look);
        }
    }

    private void look() {
        Daemon.start("worker-follow", this::ended);
    }

    private void later(Instant since) {
        timers.after(AGAIN, () -> Daemon.start("worker-follow", () -> follow(Optional.of(since))));
    }

    @Override
    public synchronized void close() {
        closed = true;
        LogSubscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    /** One connection. */
    private final class Sink implements LogSink {
        private final LineSplitter lines =
                LineSplitter.into(line -> records.read(line).ifPresent(progress::take));

        @Override
        public void bytes(byte[] chunk) {
            lines.take(chunk);
        }

        @Override
        public void ended() {
            Follower.this.ended();
        }
    }
}
