package dev.tandemwork.sysbox.internal.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A container that does one thing, is waited for, and removed. */
public final class ShortRun {
    private static final int MOST_BYTES = 1 << 20;

    private final DockerHost host;
    private final ContainerSpec spec;

    private ShortRun(DockerHost host, ContainerSpec spec) {
        this.host = host;
        this.spec = spec;
    }

    /**
     * Runs it to its end, and returns the first megabyte of what it has printed. One of that name, left by a program that
     * has died, is removed first.
     *
     * @throws DockerException of kind {@link DockerException.Kind#TIMEOUT} if it has not ended after {@code deadline}
     */
    public static ExecResult of(DockerHost host, ContainerSpec spec, Duration deadline) {
        ShortRun run = new ShortRun(host, spec);
        host.remove(spec.name());
        try {
            host.create(spec);
            host.start(spec.name());
            return run.end(deadline);
        } finally {
            host.remove(spec.name());
        }
    }

    /** What is followed while a container ends may lack its last lines on some engines; what is read after that does not. */
    private ExecResult end(Duration deadline) {
        read(deadline);
        int exitCode = exitCode(deadline);
        return new ExecResult(exitCode, read(deadline), "");
    }

    private String read(Duration deadline) {
        Output output = new Output();
        LogSubscription log = host.follow(spec.name(), Optional.empty(), output);
        try (log) {
            output.await(deadline, spec.name());
        }
        return output.text();
    }

    /** The end of what is printed comes a moment before that of the container. */
    private int exitCode(Duration deadline) {
        long last = System.nanoTime() + deadline.toNanos();
        ContainerState state = state();
        while (state.running() && System.nanoTime() < last) {
            state = state();
        }
        if (state.running()) {
            throw late(spec.name(), deadline);
        }
        return state.exitCode();
    }

    private ContainerState state() {
        return host.inspect(spec.name())
                .orElseThrow(() -> DockerException.of(
                        DockerException.Kind.NOT_FOUND,
                        "container [" + spec.name()
                                + "] is gone; expected to end by itself; let nobody else remove it"));
    }

    private static DockerException late(String name, Duration deadline) {
        return DockerException.of(
                DockerException.Kind.TIMEOUT,
                "container [" + name + "] has not ended; expected to within " + deadline
                        + "; look at the engine's load");
    }

    /** Gathers what is printed. */
    private static final class Output implements LogSink {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void bytes(byte[] chunk) {
            bytes.write(chunk, 0, Math.min(chunk.length, MOST_BYTES - bytes.size()));
        }

        @Override
        public void ended() {
            ended.countDown();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private void await(Duration deadline, String name) {
            try {
                if (!ended.await(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw late(name, deadline);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DockerException.of(
                        DockerException.Kind.TIMEOUT,
                        "container [" + name + "] was not waited for; expected no interrupt; try again",
                        e);
            }
        }
    }
}
