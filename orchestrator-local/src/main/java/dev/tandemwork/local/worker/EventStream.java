package dev.tandemwork.local.worker;

import dev.tandemwork.local.process.Threads;
import dev.tandemwork.worker.WorkerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Passes events on to any number of subscribers, each of which may be slow, and none of which slows another. */
final class EventStream implements Flow.Publisher<WorkerEvent> {
    private final String name;
    private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Guarded by this. */
    private boolean closed;

    EventStream(String name) {
        this.name = name;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super WorkerEvent> subscriber) {
        EventSubscription subscription = new EventSubscription(subscriber, subscriptions::remove);
        add(subscription);
        Threads.start("worker-events-" + name, subscription);
    }

    private synchronized void add(EventSubscription subscription) {
        if (closed) {
            subscription.complete();
        } else {
            subscriptions.add(subscription);
        }
    }

    void publish(WorkerEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    /** Completes every subscriber, once it has taken what was kept for it. */
    synchronized void close() {
        closed = true;
        subscriptions.forEach(EventSubscription::complete);
    }
}
