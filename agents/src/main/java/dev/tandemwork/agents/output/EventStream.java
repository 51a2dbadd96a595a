package dev.tandemwork.agents.output;

import dev.tandemwork.worker.WorkerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Passes events on to any number of subscribers, each of which may be slow, and none of which slows another. */
public final class EventStream implements Flow.Publisher<WorkerEvent> {
    private final String name;
    private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Guarded by this. */
    private boolean closed;

    private EventStream(String name) {
        this.name = name;
    }

    /** Returns a stream without subscribers; {@code name} is in the names of its threads. */
    public static EventStream named(String name) {
        return new EventStream(name);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super WorkerEvent> subscriber) {
        EventSubscription subscription = new EventSubscription(subscriber, subscriptions::remove);
        add(subscription);
        start(subscription);
    }

    /** A platform thread, for a subscriber may do what pins a virtual one. */
    private void start(EventSubscription subscription) {
        Thread thread = new Thread(subscription, "tandemwork-worker-events-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void add(EventSubscription subscription) {
        if (closed) {
            subscription.complete();
        } else {
            subscriptions.add(subscription);
        }
    }

    /** Offers {@code event} to every subscriber. */
    public void publish(WorkerEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    /** Completes every subscriber, once it has taken what was kept for it. */
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(EventSubscription::complete);
    }
}
