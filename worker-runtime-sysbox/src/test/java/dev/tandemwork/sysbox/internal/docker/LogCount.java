package dev.tandemwork.sysbox.internal.docker;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A process of its own that counts the bytes that a container has printed, and prints how many. */
final class LogCount implements LogSink {
    private final AtomicLong count = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);

    private LogCount() {}

    public static void main(String[] args) throws InterruptedException {
        LogCount counting = new LogCount();
        try (DockerHost host = DockerHosts.connect(Trial.ENGINE)) {
            host.follow(args[0], Optional.empty(), counting);
            counting.ended.await();
        }
        System.out.println(counting.count);
    }

    @Override
    public void bytes(byte[] chunk) {
        count.addAndGet(chunk.length);
    }

    @Override
    public void ended() {
        ended.countDown();
    }
}
