package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the subscribers of a run what happens, each in order and at its own pace. It costs next to nothing without any. */
final class EventHub {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private static final long NOW = Long.MAX_VALUE;

    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();
    private final Executor executor;
    private final LongFunction<List<RunEvent>> history;
    private volatile long recorded;
    private volatile boolean complete;

    /**
     * Creates a hub.
     *
     * @param recorded how many entries the journal has
     * @param history what is in the journal from a sequence on
     */
    EventHub(Executor executor, long recorded, LongFunction<List<RunEvent>> history) {
        this.executor = executor;
        this.recorded = recorded;
        this.history = history;
    }

    /** Tells of something that is only shown; {@code event} is made only if somebody watches. */
    void show(Supplier<RunEvent> event) {
        if (!queues.isEmpty()) {
            RunEvent shown = event.get();
            queues.forEach(queue -> queue.show(shown));
        }
    }

    /** Tells of an entry that is durable. Called in order, by one thread at a time. */
    void record(long sequence, JournalEntry entry) {
        recorded = sequence + 1;
        if (!queues.isEmpty()) {
            RunEvent.Recorded event = new RunEvent.Recorded(sequence, entry);
            queues.forEach(queue -> queue.record(event));
        }
    }

    void complete() {
        complete = true;
        queues.forEach(EventQueue::complete);
    }

    Flow.Publisher<RunEvent> live() {
        return subscriber -> subscribe(subscriber, NOW);
    }

    Flow.Publisher<RunEvent> from(long sequence) {
        return subscriber -> subscribe(subscriber, sequence);
    }

    void listen(Consumer<? super RunEvent> listener) {
        subscribe(new Listening(listener), 0);
    }

    /** What is recorded while history is read is in the queue already, and told apart by its sequence. */
    private void subscribe(Flow.Subscriber<? super RunEvent> subscriber, long sequence) {
        EventQueue queue = new EventQueue(executor, subscriber, queues::remove);
        queues.add(queue);
        long known = recorded;
        try {
            List<RunEvent> past = sequence < known ? history.apply(sequence) : List.of();
            queue.open(past, sequence == NOW ? known : sequence);
        } catch (RuntimeException | Error refused) {
            queues.remove(queue);
            throw refused;
        }
        if (complete) {
            queue.complete();
        }
    }

    private record Listening(Consumer<? super RunEvent> listener) implements Flow.Subscriber<RunEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(RunEvent event) {
            try {
                listener.accept(event);
            } catch (Throwable thrown) {
                LOG.warn("listener [{}] threw on {}; the run goes on", listener, event, thrown);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.warn("listener [{}] was told of a failure", listener, failure);
        }

        @Override
        public void onComplete() {
            LOG.trace("listener [{}] has heard everything", listener);
        }
    }
}
