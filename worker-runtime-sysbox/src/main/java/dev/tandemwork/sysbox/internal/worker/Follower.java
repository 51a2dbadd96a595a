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
 * stream proves nothing, so that each one is followed by a look at the container; and a stream can end without a sign, or
 * be one of an engine that is frozen, so that there is a look every so often too.
 */
final class Follower implements AutoCloseable {
    /** What is told again after a break: the engine's clock and this one may differ by less. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofMillis(500);

    private final DockerHost host;
    private final String container;
    private final Optional<Instant> startedAt;
    private final RecordReader records;
    private final Progress progress;
    private final Timers timers;
    private final Duration patience;
    private final Duration pause;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();

    /** Guarded by this. */
    private @Nullable LogSubscription subscription;

    /** Guarded by this. */
    private boolean closed;

    /** Guarded by this: since when the engine has not answered. */
    private Optional<Instant> unreachable = Optional.empty();

    /** When the container was last heard. */
    private volatile Instant heard;

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
        this.pause = settings.times().look();
        this.heard = settings.timers().now();
    }

    /** Begins with what this start of the container has printed first. */
    Follower begin() {
        follow(startedAt, false);
        lookLater();
        return this;
    }

    CompletableFuture<Exit> exited() {
        return exited;
    }

    private synchronized void follow(Optional<Instant> since, boolean last) {
        if (closed) {
            return;
        }
        Instant asked = timers.now();
        try {
            subscription = host.follow(container, since, new Sink(last));
        } catch (DockerException e) {
            broken(e, asked);
            again(() -> ended(false));
        }
    }

    /** The stream has ended; it is followed again from where it broke, until the container has ended and all is read. */
    private void ended(boolean last) {
        Instant asked = timers.now();
        try {
            Optional<ContainerState> state = host.inspect(container);
            answered();
            boolean runs = state.filter(ContainerState::running).isPresent();
            if (!runs && (last || state.isEmpty() || progress.outcome().isDone())) {
                exited.complete(new Exit(state, Optional.empty()));
            }
            again(() -> follow(since(), !runs));
        } catch (DockerException e) {
            broken(e, asked);
            again(() -> ended(last));
        }
    }

    private void again(Runnable work) {
        if (!exited.isDone()) {
            timers.after(AGAIN, () -> Daemon.start("worker-follow", work));
        }
    }

    private Optional<Instant> since() {
        Instant again = heard.minus(OVERLAP);
        return Optional.of(startedAt.filter(start -> start.isAfter(again)).orElse(again));
    }

    private void lookLater() {
        timers.after(pause, () -> Daemon.start("worker-look", this::look));
    }

    private void look() {
        if (isOver()) {
            return;
        }
        Instant asked = timers.now();
        try {
            Optional<ContainerState> state = host.inspect(container);
            answered();
            boolean quiet = heard.plus(pause).isBefore(timers.now());
            if (quiet && state.filter(ContainerState::running).isEmpty()) {
                exited.complete(new Exit(state, Optional.empty()));
            }
        } catch (DockerException e) {
            broken(e, asked);
        }
        lookLater();
    }

    private synchronized boolean isOver() {
        return closed || exited.isDone();
    }

    private synchronized void answered() {
        unreachable = Optional.empty();
    }

    private synchronized void broken(DockerException problem, Instant asked) {
        Instant since = unreachable.orElse(asked);
        unreachable = Optional.of(since);
        if (problem.kind() == DockerException.Kind.NOT_FOUND) {
            exited.complete(new Exit(Optional.empty(), Optional.empty()));
        } else if (since.plus(patience).isBefore(timers.now())) {
            exited.complete(new Exit(Optional.empty(), Optional.of(String.valueOf(problem.getMessage()))));
        }
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
        private final boolean last;

        Sink(boolean last) {
            this.last = last;
        }

        @Override
        public void bytes(byte[] chunk) {
            heard = timers.now();
            lines.take(chunk);
        }

        @Override
        public void ended() {
            Follower.this.ended(last);
        }
    }
}
