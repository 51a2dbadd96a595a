package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.WorkerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Subscribes to a worker, and records what it tells. */
public final class EventRecorder implements Flow.Subscriber<WorkerEvent> {
    private final long wanted;
    private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CountDownLatch completed = new CountDownLatch(1);

    private EventRecorder(long wanted) {
        this.wanted = wanted;
    }

    /** Returns a recorder that takes everything. */
    public static EventRecorder ofAll() {
        return new EventRecorder(Long.MAX_VALUE);
    }

    /** Returns a recorder that takes so many events, and then no more. */
    public static EventRecorder ofFirst(long count) {
        return new EventRecorder(count);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscribed.countDown();
        if (wanted > 0) {
            subscription.request(wanted);
        }
    }

    @Override
    public void onNext(WorkerEvent event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable problem) {
        throw new AssertionError("a worker's events failed; expected them to complete", problem);
    }

    @Override
    public void onComplete() {
        completed.countDown();
    }

    /** Returns what was told so far. */
    public List<WorkerEvent> events() {
        return List.copyOf(events);
    }

    /** Returns whether the events completed within so many seconds. */
    public boolean completes(long seconds) throws InterruptedException {
        return completed.await(seconds, TimeUnit.SECONDS);
    }

    /** Returns whether the subscription was accepted within so many seconds. */
    public boolean subscribes(long seconds) throws InterruptedException {
        return subscribed.await(seconds, TimeUnit.SECONDS);
    }
}
