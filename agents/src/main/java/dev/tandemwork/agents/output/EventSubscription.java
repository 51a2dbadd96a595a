package dev.tandemwork.agents.output;

import dev.tandemwork.worker.WorkerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** One subscriber, with a bounded queue and a thread of its own. */
final class EventSubscription implements Flow.Subscription, Runnable {
    private static final int MOST_EVENTS = 4096;
    private static final long MOST_CHARACTERS = 1 << 20;

    private final Flow.Subscriber<? super WorkerEvent> subscriber;
    private final Consumer<EventSubscription> onEnd;

    /** Guarded by this. */
    private final Deque<WorkerEvent> queue = new ArrayDeque<>();

    /** Guarded by this. */
    private long characters;

    /** Guarded by this. */
    private long dropped;

    /** Guarded by this. */
    private long wanted;

    /** Guarded by this. */
    private boolean complete;

    /** Guarded by this. */
    private boolean cancelled;

    /** Guarded by this. */
    private boolean asksForNothing;

    EventSubscription(Flow.Subscriber<? super WorkerEvent> subscriber, Consumer<EventSubscription> onEnd) {
        this.subscriber = subscriber;
        this.onEnd = onEnd;
    }

    /** What was dropped is told where it is missing. */
    synchronized void offer(WorkerEvent event) {
        long size = size(event);
        if (queue.size() >= MOST_EVENTS || characters + size > MOST_CHARACTERS) {
            dropped += Math.max(1, size);
            return;
        }
        tellDropped();
        queue.add(event);
        characters += size;
        notifyAll();
    }

    synchronized void complete() {
        tellDropped();
        complete = true;
        notifyAll();
    }

    private void tellDropped() {
        if (dropped > 0) {
            queue.add(new WorkerEvent.Dropped(dropped));
            dropped = 0;
        }
    }

    @Override
    public synchronized void request(long n) {
        asksForNothing |= n <= 0;
        wanted = n > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + Math.max(0, n);
        notifyAll();
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            subscriber.onSubscribe(this);
            Optional<WorkerEvent> event = next();
            while (event.isPresent()) {
                subscriber.onNext(event.get());
                event = next();
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            onEnd.accept(this);
        }
    }

    private void end() {
        if (isRefused()) {
            subscriber.onError(new IllegalArgumentException("request was for no event; expected 1 or more"));
        } else if (!isCancelled()) {
            subscriber.onComplete();
        }
    }

    private synchronized boolean isRefused() {
        return asksForNothing;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized Optional<WorkerEvent> next() throws InterruptedException {
        while (!isOver() && (wanted == 0 || queue.isEmpty())) {
            wait();
        }
        if (isOver()) {
            return Optional.empty();
        }
        wanted--;
        WorkerEvent event = queue.remove();
        characters -= size(event);
        return Optional.of(event);
    }

    private boolean isOver() {
        return cancelled || asksForNothing || complete && queue.isEmpty();
    }

    private static long size(WorkerEvent event) {
        if (event instanceof WorkerEvent.Line line) {
            return line.text().length();
        }
        if (event instanceof WorkerEvent.Said said) {
            return said.text().length();
        }
        return event instanceof WorkerEvent.UsedTool used ? used.detail().length() : 0;
    }
}
