package dev.tandemwork.github.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clock, and one thread that goes when nothing is due. */
final class SystemTimeline implements Timeline {
    private static final long IDLE_SECONDS = 5;

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor timer;

    SystemTimeline() {
        timer = new ScheduledThreadPoolExecutor(1, SystemTimeline::daemon);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tandemwork-github-timer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void at(Instant when, Runnable task) {
        long wait = Math.max(0, Duration.between(now(), when).toNanos());
        var unused = timer.schedule(task, wait, TimeUnit.NANOSECONDS);
    }
}
