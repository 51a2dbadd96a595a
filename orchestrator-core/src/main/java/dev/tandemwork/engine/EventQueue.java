package dev.tandemwork.engine;

import dev.tandemwork.event.RunEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has yet to be told. What is recorded always gets in; of what is only shown, as much as there is room
 * for. {@code this} guards the fields, and is never held while the subscriber is called.
 */
final class EventQueue implements Flow.Subscription {
    private static final int MOST_SHOWN = 1024;

    private final Executor executor;
    private final Flow.Subscriber<? super RunEvent> subscriber;
    private final Consumer<EventQueue> onEnd;
    private final Queue<RunEvent> events = new ArrayDeque<>();
    private Queue<RunEvent> early = new ArrayDeque<>();
    private boolean open;
    private boolean complete;
    private boolean telling;
    private boolean ended;
    private int shown;
    private long dropped;
    private long demand;
    private @Nullable Throwable refusal;

    EventQueue(Executor executor, Flow.Subscriber<? super RunEvent> subscriber, Consumer<EventQueue> onEnd) {
        this.executor = executor;
        this.subscriber = subscriber;
        this.onEnd = onEnd;
    }

    /** Begins with {@code history}, and goes on with what has come from the sequence {@code known} on. */
    void open(List<RunEvent> history, long known) {
        synchronized (this) {
            events.addAll(history);
            early.stream()
                    .filter(event -> !(event instanceof RunEvent.Recorded entry) || entry.sequence() >= known)
                    .forEach(events::add);
            early = new ArrayDeque<>();
        }
        subscriber.onSubscribe(this);
        synchronized (this) {
            open = true;
        }
        tell();
    }

    void record(RunEvent.Recorded event) {
        synchronized (this) {
            waiting().add(event);
        }
        tell();
    }

    void show(RunEvent event) {
        synchronized (this) {
            if (shown >= MOST_SHOWN) {
                dropped++;
                return;
            }
            shown++;
            if (dropped > 0) {
                waiting().add(new RunEvent.Dropped(dropped));
                dropped = 0;
            }
            waiting().add(event);
        }
        tell();
    }

    private Queue<RunEvent> waiting() {
        return open ? events : early;
    }

    synchronized void complete() {
        complete = true;
        executor.execute(this::tell);
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                refusal = new IllegalArgumentException("subscriber asked for " + count + " events; expected 1 or more");
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
        }
        tell();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
            events.clear();
        }
        onEnd.accept(this);
    }

    private void tell() {
        synchronized (this) {
            if (telling || !open || ended || !hasNews()) {
                return;
            }
            telling = true;
        }
        executor.execute(this::tellAll);
    }

    private boolean hasNews() {
        return refusal != null || (events.isEmpty() ? complete || dropped > 0 : demand > 0);
    }

    private void tellAll() {
        RunEvent next = take();
        while (next != null) {
            subscriber.onNext(next);
            next = take();
        }
        end();
    }

    private synchronized @Nullable RunEvent take() {
        if (events.isEmpty() && dropped > 0) {
            events.add(new RunEvent.Dropped(dropped));
            dropped = 0;
        }
        if (ended || demand == 0 || events.isEmpty() || refusal != null) {
            telling = false;
            return null;
        }
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        RunEvent event = events.remove();
        shown -= event instanceof RunEvent.Recorded || event instanceof RunEvent.Dropped ? 0 : 1;
        return event;
    }

    private void end() {
        Throwable why;
        synchronized (this) {
            if (ended || refusal == null && !(complete && events.isEmpty())) {
                return;
            }
            ended = true;
            why = refusal;
        }
        onEnd.accept(this);
        if (why == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(why);
        }
    }
}
