package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The threads of this process that talk to engines. */
final class ClientThreads {
    private ClientThreads() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("tandemwork-docker-") || name.startsWith("docker-java-"))
                .toList();
    }

    /** Waits until none is left. */
    static void assertNone() {
        long end = System.nanoTime() + Trial.PATIENCE.toNanos();
        while (!names().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(names()).isEmpty();
    }
}
