package dev.tandemwork.github.limit;

import dev.tandemwork.scm.RateBudget;
import dev.tandemwork.scm.ScmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Keeps the calls of one identity within what its host allows. All threads, clients and processes' parts that use one
 * identity share one limiter.
 *
 * <p>Requests wait in line, by priority, and then by age. Who waits holds no thread: {@link #acquire} returns a future, and
 * {@link #await} throws when its patience ends, with the time at which to come back. Who comes back with the same key has
 * not lost its place.
 *
 * <p>When the host complains, everything that waits is paused, not only the request that it complained of.
 */
public final class Limiter {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Object lock = new Object();
    private final Timeline timeline;
    private final Limits limits;
    private final Consumer<RateBudget> listener;

    /** Guarded by lock, as are the fields below. */
    private final Gate gate;

    private final Strikes strikes;
    private final TreeSet<Ticket> queue = new TreeSet<>(Ticket.ORDER);
    private final Absent absent;
    private long lastNumber;
    private Instant alarm = Instant.MAX;

    private Limiter(Builder builder) {
        this.timeline = builder.timeline;
        this.limits = builder.limits;
        this.listener = builder.listener;
        this.gate = new Gate(limits);
        this.strikes = new Strikes(builder.chance);
        this.absent = new Absent(limits);
    }

    /** Returns a limiter with the default limits. */
    public static Limiter create() {
        return builder().build();
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a limiter. */
    public static final class Builder {
        private Limits limits = Limits.shared();
        private Timeline timeline = Timeline.system();
        private Consumer<RateBudget> listener = budget -> {};
        private DoubleSupplier chance = Math::random;

        private Builder() {}

        /** Sets the limits; the default is {@link Limits#shared()}. */
        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /** Sets the time; the default is the machine's. */
        public Builder timeline(Timeline value) {
            timeline = value;
            return this;
        }

        /** Sets who is told when calls are paused; it must not block. */
        public Builder onPause(Consumer<RateBudget> value) {
            listener = value;
            return this;
        }

        /** Sets where chance comes from, from 0 to 1; it spreads those who wait. */
        public Builder chance(DoubleSupplier value) {
            chance = value;
            return this;
        }

        /** Returns the limiter. */
        public Limiter build() {
            return new Limiter(this);
        }
    }

    /** Returns leave to send a request, as soon as it may be sent. */
    public CompletableFuture<Permit> acquire(Traffic traffic) {
        return enter(new Errand(traffic, "", Instant.MIN)).permit();
    }

    /**
     * Returns leave to send a request now.
     *
     * @throws ScmException of kind {@code RATE_LIMITED} if that takes longer than {@code patience}, with the time to come back
     */
    public Permit await(Errand errand, Duration patience) {
        Ticket ticket = enter(errand);
        try {
            return ticket.permit().get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return park(ticket, errand);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (leave(ticket, errand).isEmpty()) {
                ticket.permit().join().done();
            }
            throw ScmException.of(
                    ScmException.Kind.TRANSIENT, "a call was interrupted while it waited for its turn", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a permit failed; expected it to be granted or not", e);
        }
    }

    private Ticket enter(Errand errand) {
        Ticket ticket;
        List<Ticket> granted;
        synchronized (lock) {
            long number = absent.returned(errand.key()).orElseGet(() -> ++lastNumber);
            ticket = new Ticket(errand.traffic(), number, errand.notBefore(), new CompletableFuture<>());
            queue.add(ticket);
            granted = admit();
        }
        hand(granted);
        return ticket;
    }

    private Permit park(Ticket ticket, Errand errand) {
        Optional<Instant> due = leave(ticket, errand);
        if (due.isEmpty()) {
            return ticket.permit().join();
        }
        throw ScmException.rateLimited(
                "call [" + errand.key() + "] has to wait for the limits of its host; expected to be made again at "
                        + due.get(),
                due.get());
    }

    /** Returns when to come back; nothing for one who has just been let through. */
    private Optional<Instant> leave(Ticket ticket, Errand errand) {
        synchronized (lock) {
            if (!queue.remove(ticket)) {
                return Optional.empty();
            }
            Instant due = dueTime(ticket);
            absent.add(errand.key(), new Parked(ticket.traffic(), ticket.number(), due), timeline.now());
            return Optional.of(due);
        }
    }

    private Instant dueTime(Ticket ticket) {
        Instant now = timeline.now();
        Instant free = gate.freeAt(ticket.traffic(), now);
        Instant first = latest(ticket.notBefore(), free.equals(Instant.MAX) ? now.plus(SOON) : free);
        if (!ticket.traffic().effect().isWrite()) {
            return first;
        }
        long ahead = queue.headSet(ticket).stream()
                .filter(other -> other.traffic().effect().isWrite())
                .count();
        Duration gap = limits.gap(ticket.traffic().effect());
        return latest(first.plus(gap.multipliedBy(ahead)), absent.lastDueBefore(ticket, now));
    }

    /** Takes everybody out of the line who may go now, and sets the alarm for the next. */
    private List<Ticket> admit() {
        Instant now = timeline.now();
        Instant next = Instant.MAX;
        Set<Resource> spent = EnumSet.noneOf(Resource.class);
        List<Ticket> granted = new ArrayList<>();
        for (Iterator<Ticket> line = queue.iterator(); line.hasNext(); ) {
            Ticket ticket = line.next();
            Instant free = freeAt(ticket, now);
            if (!free.isAfter(now) && !spent.contains(ticket.traffic().resource())) {
                line.remove();
                gate.sent(ticket.traffic(), now);
                granted.add(ticket);
            } else {
                next = free.isBefore(next) && free.isAfter(now) ? free : next;
                markSpent(ticket, spent, now);
            }
        }
        setAlarm(next);
        return granted;
    }

    private Instant freeAt(Ticket ticket, Instant now) {
        Instant free = latest(gate.freeAt(ticket.traffic(), now), ticket.notBefore());
        return free.isAfter(now) ? free : absent.clearAt(ticket, now);
    }

    /** Many cheap requests would never let an expensive one pass that is ahead of them. */
    private void markSpent(Ticket ticket, Set<Resource> spent, Instant now) {
        Resource resource = ticket.traffic().resource();
        if (gate.points(resource)
                .freeAt(ticket.traffic().effect().points(), now)
                .isAfter(now)) {
            spent.add(resource);
        }
    }

    private void setAlarm(Instant next) {
        if (next.isBefore(alarm)) {
            alarm = next;
            timeline.at(next, () -> ring(next));
        }
    }

    private void ring(Instant at) {
        List<Ticket> granted;
        synchronized (lock) {
            alarm = alarm.equals(at) ? Instant.MAX : alarm;
            granted = admit();
        }
        hand(granted);
    }

    private void hand(List<Ticket> granted) {
        for (Ticket ticket : granted) {
            Permit permit = new Permit(this, ticket.traffic(), timeline.now());
            if (!ticket.permit().complete(permit)) {
                permit.done();
            }
        }
    }

    void observe(Resource resource, Permit.Quota quota) {
        synchronized (lock) {
            gate.allowance(resource).observe(quota.limit(), quota.remaining(), quota.resetsAt());
        }
    }

    void accepted(Permit permit) {
        synchronized (lock) {
            strikes.forgive(permit.grantedAt());
        }
    }

    Instant refused(Permit permit, Optional<Instant> told) {
        Instant until;
        synchronized (lock) {
            until = strikes.next(permit.grantedAt(), told, timeline.now());
            gate.pause(until);
        }
        listener.accept(budget());
        return until;
    }

    void answered(Permit permit) {
        List<Ticket> granted;
        synchronized (lock) {
            Instant now = timeline.now();
            gate.answered(permit.traffic(), Duration.between(permit.grantedAt(), now), now);
            granted = admit();
        }
        hand(granted);
    }

    /** Returns what is left, and whether calls are paused. */
    public RateBudget budget() {
        synchronized (lock) {
            return gate.budget(timeline.now());
        }
    }

    /** Returns how many requests wait. */
    public int waiting() {
        synchronized (lock) {
            return queue.size();
        }
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /**
     * A request on its way.
     *
     * @param traffic what the limiter must know of it
     * @param key names it for whoever comes back, and in messages
     * @param notBefore a time that it waits for on its own account
     */
    public record Errand(Traffic traffic, String key, Instant notBefore) {}
}
