package dev.tandemwork.internal.schedule;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs tasks that may be a hundred nanoseconds long or an hour, and can't be told apart beforehand.
 *
 * <p>As many workers as there are processors take tasks from one queue. While tasks are waiting, a look at the workers
 * every half millisecond tells who is still in the task of the look before: these don't count as workers any more, and
 * others take their places, twice as many at each look at which nobody has moved. So short tasks cost no threads, and
 * tasks that block never hold up the others.
 *
 * <p>There are no locks. A worker that finds nothing puts itself on the stack of idle ones, looks once more, and parks.
 */
public final class WorkCrew implements Executor, AutoCloseable {
    private static final Duration LOOK = Duration.ofNanos(500_000);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_PLATFORM_WORKERS = 4096;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger alive = new AtomicInteger();

    /** Workers that are awake and have no task yet: nobody else needs to be woken for what they will find. */
    private final AtomicInteger searching = new AtomicInteger();

    private final AtomicBoolean looking = new AtomicBoolean();
    private final Timers timers;
    private final ThreadFactory threads;
    private final int parallelism;
    private volatile boolean closed;

    private WorkCrew(Timers timers, ThreadFactory threads, int parallelism) {
        this.timers = timers;
        this.threads = threads;
        this.parallelism = parallelism;
    }

    /** Returns a crew for this machine. */
    public static WorkCrew start(Timers timers) {
        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        return of(timers, Threads.named("worker"), processors);
    }

    static WorkCrew of(Timers timers, ThreadFactory threads, int parallelism) {
        return new WorkCrew(timers, threads, parallelism);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        callForWork();
    }

    /** Lets idle workers go. Those that have a task end with it. */
    @Override
    public void close() {
        closed = true;
        workers.forEach(Worker::wake);
    }

    private void callForWork() {
        if (searching.get() > 0) {
            return;
        }
        Worker worker = idle.pollFirst();
        if (worker != null) {
            searching.incrementAndGet();
            worker.call();
        } else if (closed || alive.get() < parallelism) {
            hire();
        } else {
            lookLater();
        }
    }

    private void hire() {
        alive.incrementAndGet();
        searching.incrementAndGet();
        Worker worker = new Worker();
        workers.add(worker);
        try {
            worker.thread.start();
        } catch (OutOfMemoryError noThreadLeft) {
            workers.remove(worker);
            searching.decrementAndGet();
            if (alive.decrementAndGet() == 0) {
                throw noThreadLeft;
            }
            lookLater();
        }
    }

    private void lookLater() {
        if (!closed && !looking.get() && looking.compareAndSet(false, true)) {
            timers.after(LOOK, this::look);
        }
    }

    private void look() {
        looking.set(false);
        if (tasks.isEmpty()) {
            return;
        }
        int moving = 0;
        for (Worker worker : workers) {
            moving += worker.hasMoved() ? 1 : 0;
        }
        hire(wanted(moving));
        lookLater();
    }

    private int wanted(int moving) {
        int total = alive.get();
        int wanted = moving == 0 ? Math.max(parallelism, total) : parallelism - moving;
        int most = Threads.areVirtual() ? MOST_AT_ONCE : Math.min(MOST_AT_ONCE, MOST_PLATFORM_WORKERS - total);
        return Math.min(wanted, most);
    }

    private void hire(int count) {
        int waiting = 0;
        for (Runnable ignored : tasks) {
            if (waiting++ >= count) {
                return;
            }
            hire();
        }
    }

    /** One thread. */
    private final class Worker implements Runnable {
        private final Thread thread = threads.newThread(this);

        /** Written by the thread alone; others look whether it has changed. */
        private volatile int taken;

        private int seen = -1;
        private boolean searches = true;
        private volatile boolean parked;
        private volatile boolean called;

        /** Returns whether this has taken a task since the last call, or has none. Called by the clock alone. */
        boolean hasMoved() {
            int now = taken;
            boolean moved = parked || now != seen;
            seen = now;
            return moved;
        }

        void call() {
            called = true;
            wake();
        }

        void wake() {
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (true) {
                Runnable task = tasks.poll();
                if (task != null) {
                    perform(task);
                } else if (!rest()) {
                    return;
                }
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void perform(Runnable task) {
            taken++;
            stopSearching();
            try {
                task.run();
                Thread.interrupted();
            } catch (Throwable broken) {
                tell(broken);
            }
        }

        /** Tells the handler of the thread, and takes no notice of what that throws, as the virtual machine does. */
        private void tell(Throwable broken) {
            try {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
            } catch (Throwable ignored) {
                Thread.interrupted();
            }
        }

        private void stopSearching() {
            if (searches) {
                searches = false;
                if (searching.decrementAndGet() == 0 && !tasks.isEmpty()) {
                    callForWork();
                }
            }
        }

        /** Returns whether there may be work; false when this worker is let go. */
        private boolean rest() {
            if (searches) {
                searches = false;
                searching.decrementAndGet();
            }
            parked = true;
            idle.addFirst(this);
            boolean goOn = awaitCall();
            parked = false;
            return goOn;
        }

        private boolean awaitCall() {
            long start = timers.nanoTime();
            while (true) {
                if (called) {
                    called = false;
                    searches = true;
                    return true;
                }
                if (!tasks.isEmpty() && idle.remove(this)) {
                    searching.incrementAndGet();
                    searches = true;
                    return true;
                }
                if ((closed || timers.nanoTime() - start > PATIENCE_NANOS) && idle.remove(this)) {
                    leave();
                    return false;
                }
                LockSupport.parkNanos(this, PATIENCE_NANOS);
                Thread.interrupted();
            }
        }

        private void leave() {
            workers.remove(this);
            alive.decrementAndGet();
            if (!tasks.isEmpty()) {
                callForWork();
            }
        }
    }
}
