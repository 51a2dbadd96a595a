package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.Shortage;
import dev.tandemwork.sysbox.internal.admission.StartPermit;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.sysbox.internal.warm.WarmEvent.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Workers that are started before there is a task for them, so many of each recipe.
 *
 * <p>Each is used once, and passes a probe before it is. It is replaced when it is too old, and given up when its recipe is
 * not wanted any more, or when somebody with a task is short of what it takes. What fails to start is tried again after a
 * pause that doubles. A worker that can't be removed keeps its share of the host until it is.
 *
 * <p>Safe for use by many threads. No lock is held while anything that was handed in is called, except for the clock.
 *
 * @param <W> what a worker is
 */
public final class WarmPool<W> implements AutoCloseable {
    /** How long to wait where there was no room; also the shortest wait for anything, so that a clock that jumps spins nothing. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Setup<W> setup;
    private final Stock<W> stock = new Stock<>();
    private final AtomicReference<Timers.Timer> timer = new AtomicReference<>(() -> {});
    private final AtomicInteger names = new AtomicInteger();

    private WarmPool(Setup<W> setup) {
        this.setup = setup;
    }

    /**
     * Returns a pool that keeps so many workers of each recipe. It begins with what a process before this one has left, and
     * gives up what of it is not wanted.
     */
    public static <W> WarmPool<W> open(Setup<W> setup, Map<WarmRecipe, Integer> targets, List<Survivor<W>> survivors) {
        WarmPool<W> pool = new WarmPool<>(setup);
        survivors.forEach(pool::adopt);
        setup.admission().reclaimWith(pool::reclaim);
        pool.aim(targets);
        return pool;
    }

    /** Keeps so many workers of each recipe from now on, and none of any other. */
    public void aim(Map<WarmRecipe, Integer> targets) {
        stock.aim(targets).forEach(Start::release);
        tendSoon();
    }

    /** Returns a worker that is ready for a task now, if there is one. Its share of the host becomes that of {@code name}. */
    public Optional<Prepared<W>> claim(WarmKey key, String name) {
        Prepared<W> next = stock.takeOldest(key);
        while (next != null && !isUsable(next)) {
            next = stock.takeOldest(key);
        }
        tendSoon();
        if (next == null) {
            tell(new WarmEvent.Missed(key));
            return Optional.empty();
        }
        next.reservation().use(name);
        tell(new WarmEvent.Claimed(
                key, Duration.between(next.since(), setup.timers().now())));
        return Optional.of(next);
    }

    /** Returns how many workers are ready of each recipe that has any. */
    public Map<WarmKey, Integer> ready() {
        return stock.ready();
    }

    /** Gives up workers, the oldest first, until what is lacking is there, or will be once they are gone. */
    public void reclaim(Shortage shortage) {
        clear(stock.reclaim(shortage), Why.RECLAIMED);
    }

    /** Starts no more, and has the executor remove those that there are. */
    @Override
    public void close() {
        clear(stock.close(), Why.CLOSED);
        timer.get().cancel();
    }

    /** Starts no more, and returns those that there are, to be adopted by the next process, as what is still starting may be. */
    public List<Prepared<W>> leave() {
        List<Prepared<W>> left = stock.leave();
        timer.get().cancel();
        return left;
    }

    private void adopt(Survivor<W> survivor) {
        Reservation reservation = setup.admission().adoptWarm(survivor.demand());
        stock.add(new Prepared<>(survivor.key(), survivor.worker(), reservation, survivor.since()));
    }

    private boolean isUsable(Prepared<W> worker) {
        if (!worker.since().isAfter(oldestBirth())) {
            giveUp(worker, Why.AGED);
            return false;
        }
        if (!passes(worker)) {
            giveUp(worker, Why.UNHEALTHY);
            return false;
        }
        return true;
    }

    /** Whoever throws at a probe is not healthy, and nothing more is to be known. */
    private boolean passes(Prepared<W> worker) {
        try {
            return setup.probe().isHealthy(worker.worker());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception unhealthy) {
            return false;
        }
    }

    private Instant oldestBirth() {
        return setup.timers().now().minus(setup.bounds().maxAge());
    }

    private void tendSoon() {
        submit(this::tend);
    }

    /** Gives up what is too old or too much, starts what is lacking, and sees to it that this is done again in time. */
    private void tend() {
        stock.takeAged(oldestBirth()).forEach(worker -> giveUp(worker, Why.AGED));
        stock.takeSurplus().forEach(worker -> giveUp(worker, Why.DRAINED));
        WarmRecipe recipe = stock.next(setup.timers().nanoTime());
        while (recipe != null) {
            start(recipe);
            recipe = stock.next(setup.timers().nanoTime());
        }
        stock.nextDue(oldestBirth(), setup.timers().nanoTime()).ifPresent(this::tendAfter);
    }

    private void tendAfter(Duration due) {
        Duration delay = due.compareTo(PAUSE) < 0 ? PAUSE : due;
        timer.getAndSet(setup.timers().after(delay, this::tendSoon)).cancel();
    }

    private void start(WarmRecipe recipe) {
        Optional<Start> start = room(recipe);
        if (start.isEmpty()) {
            stock.hasNoRoom(recipe.key(), setup.timers().nanoTime() + PAUSE.toNanos());
            return;
        }
        boolean goes = stock.hasRoom(start.get()) && submit(() -> run(start.get()));
        if (!goes) {
            start.get().release();
        }
    }

    /** A place to start is asked for first, since it is what nobody holds for long. */
    private Optional<Start> room(WarmRecipe recipe) {
        Optional<StartPermit> permit = setup.admission().startWarm();
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        String name = "warm-" + recipe.key().value().substring(0, 8) + "-" + names.incrementAndGet();
        Optional<Reservation> share = setup.admission().reserveWarm(recipe.demand(name));
        if (share.isEmpty()) {
            permit.get().close();
        }
        return share.map(reservation -> new Start(recipe, reservation, permit.get()));
    }

    private void run(Start start) {
        if (!stock.begin(start)) {
            return;
        }
        Instant since = setup.timers().now();
        long begun = setup.timers().nanoTime();
        started(start, since).ifPresent(worker -> {
            start.releasePermit();
            keep(start, worker, Duration.ofNanos(setup.timers().nanoTime() - begun));
        });
        tendSoon();
    }

    private Optional<Prepared<W>> started(Start start, Instant since) {
        try {
            W worker = setup.starter().start(start.demand().name(), start.recipe());
            return Optional.of(new Prepared<>(start.key(), worker, start.reservation(), since));
        } catch (Throwable e) {
            failed(start, e);
            return Optional.empty();
        }
    }

    /** An interrupt that doesn't come from here is somebody else's to see. */
    private void failed(Start start, Throwable cause) {
        Optional<WarmEvent.StartFailed> failure = stock.failed(
                start, cause, setup.bounds().backoff(), setup.timers().nanoTime());
        start.release();
        if (failure.isPresent() && cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(this::tell);
    }

    private void keep(Start start, Prepared<W> worker, Duration took) {
        Why doom = stock.started(start, worker);
        if (doom == null) {
            tell(new WarmEvent.Ready(worker.key(), took));
        } else {
            giveUp(worker, doom);
        }
    }

    private void clear(Stock.Cleared<W> cleared, Why why) {
        cleared.undone().forEach(Start::release);
        cleared.gone().forEach(worker -> giveUp(worker, why));
    }

    private void giveUp(Prepared<W> worker, Why why) {
        stock.leaves(worker);
        submit(() -> remove(worker, 1));
        tell(new WarmEvent.GivenUp(worker.key(), why));
    }

    private void remove(Prepared<W> worker, int attempt) {
        try {
            setup.starter().discard(worker.worker());
        } catch (Throwable e) {
            removeLater(worker, attempt, e);
            return;
        }
        stock.left(worker);
        worker.reservation().close();
        tendSoon();
    }

    private void removeLater(Prepared<W> worker, int attempt, Throwable cause) {
        Duration pause = setup.bounds().backoff().after(attempt);
        setup.timers().after(pause, () -> submit(() -> remove(worker, attempt + 1)));
        tell(new WarmEvent.RemovalFailed(worker.key(), cause, attempt, pause));
    }

    /** An executor that takes no more is that of a program which ends; its workers are the next one's. */
    private boolean submit(Runnable work) {
        try {
            setup.executor().execute(work);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    private void tell(WarmEvent event) {
        setup.listener().accept(event);
    }
}
