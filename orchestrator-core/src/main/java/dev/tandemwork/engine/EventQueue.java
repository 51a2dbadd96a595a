package dev.tandemwork.engine;

import dev.tandemwork.event.RunEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one subscriber has yet to be told. What is recorded always gets in; of what is only shown, as much as there is room
 * for. {@code this} guards the fields, and is never held while the subscriber is called.
 */
final class EventQueue implements Flow.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final int MOST_SHOWN = 1024;

    private final Executor executor;
    private final Flow.Subscriber<? super RunEvent> subscriber;
    private final Consumer<EventQueue> onEnd;
    private final Queue<RunEvent> events = new ArrayDeque<>();
    private boolean open;
    private boolean complete;
    private boolean telling;
    private boolean ended;
    private int shown;
    private long dropped;
    private long demand;
    private @Nullable Throwable refusal;

    /** The lowest sequence that has yet to be queued. */
    private long next;

    EventQueue(Executor executor, Flow.Subscriber<? super RunEvent> subscriber, Consumer<EventQueue> onEnd) {
        this.executor = executor;
        this.subscriber = subscriber;
        this.onEnd = onEnd;
    }

    /** Begins with {@code history}, and goes on with what has come meanwhile and is not in it, from {@code from} on. */
    void open(List<RunEvent> history, long from) {
        synchronized (this) {
            List<RunEvent> early = List.copyOf(events);
            events.clear();
            next = from;
            history.forEach(this::add);
            early.forEach(this::add);
        }
        subscriber.onSubscribe(this);
        synchronized (this) {
            open = true;
        }
        tell();
    }

    void record(RunEvent.Recorded event) {
        synchronized (this) {
            add(event);
        }
        tell();
    }

    private void add(RunEvent event) {
        if (event instanceof RunEvent.Recorded entry) {
            if (entry.sequence() < next) {
                return;
            }
            next = entry.sequence() + 1;
        }
        if (!ended) {
            events.add(event);
        }
    }

    void show(RunEvent event) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (shown >= MOST_SHOWN) {
                dropped++;
                return;
            }
            shown++;
            if (dropped > 0) {
                events.add(new RunEvent.Dropped(dropped));
                dropped = 0;
            }
            events.add(event);
        }
        tell();
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
        boolean more = true;
        while (more) {
            more = tellNext();
        }
    }

    /** Returns whether there may be more. Whoever tells of the end is the last to tell. */
    private boolean tellNext() {
        RunEvent event;
        synchronized (this) {
            event = take();
            telling = event != null || isOver();
            if (!telling) {
                return false;
            }
            ended |= event == null;
        }
        if (event == null) {
            tellEnd();
            return false;
        }
        return told(event);
    }

    private boolean told(RunEvent event) {
        try {
            subscriber.onNext(event);
            return true;
        } catch (Throwable thrown) {
            LOG.warn("subscriber [{}] threw on {}; it is told nothing more", subscriber, event, thrown);
            cancel();
            return false;
        }
    }

    private @Nullable RunEvent take() {
        if (events.isEmpty() && dropped > 0) {
            events.add(new RunEvent.Dropped(dropped));
            dropped = 0;
        }
        if (ended || demand == 0 || events.isEmpty() || refusal != null) {
            return null;
        }
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        RunEvent event = events.remove();
        shown -= event instanceof RunEvent.Recorded || event instanceof RunEvent.Dropped ? 0 : 1;
        return event;
    }

    private boolean isOver() {
        return !ended && (refusal != null || complete && events.isEmpty());
    }

    private void tellEnd() {
        onEnd.accept(this);
        Throwable why = refusal;
        if (why == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(why);
        }
    }
}
