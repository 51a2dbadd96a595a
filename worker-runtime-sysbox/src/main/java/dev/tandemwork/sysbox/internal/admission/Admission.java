package dev.tandemwork.sysbox.internal.admission;

import dev.tandemwork.sysbox.internal.admission.Door.Verdict;
import dev.tandemwork.sysbox.internal.admission.Line.Ticket;
import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets workers in while their host has room for them. What counts are limits, not use: a worker may come to use all it was
 * promised.
 *
 * <p>There is one line, and nobody in it is overtaken by a demand behind it, however small. One's place follows from when
 * one came, and each step of priority counts as having come five minutes earlier. So a large demand is not starved by small
 * ones, and one without priority not by urgent ones: what can go before it is bounded when it comes.
 *
 * <p>Warm workers count like others, and are given up first: while somebody waits none is let in, and those that there are
 * are asked to go. Workers of a process before this one are taken in without waiting, even beyond the budget; others then
 * wait for longer.
 *
 * <p>Starting is a phase of its own, which few may be in at once, and which warm workers leave one place in for others.
 *
 * <p>Safe for use by many threads. No lock is held while anything that was handed in is called.
 */
public final class Admission implements AutoCloseable {
    private static final long STEP = Duration.ofMinutes(5).toNanos();

    private final HostBudget budget;
    private final Timers timers;
    private final long origin;
    private final Gate gate = new Gate();

    /** These are guarded by the gate. */
    private final Ledger ledger;

    private final Line places = new Line();
    private final Line starts = new Line();
    private int starting;
    private long tickets;

    private volatile Consumer<Shortage> reclaim = shortage -> {};

    private Admission(HostBudget budget, Timers timers) {
        this.budget = budget;
        this.timers = timers;
        this.origin = timers.nanoTime();
        this.ledger = new Ledger(budget);
    }

    /** Returns an admission to a host that nobody uses yet. */
    public static Admission to(HostBudget budget, Timers timers) {
        return new Admission(budget, timers);
    }

    /** Has {@code giveUp} called, by the thread of who waits, when warm workers are in somebody's way. */
    public void reclaimWith(Consumer<Shortage> giveUp) {
        reclaim = giveUp;
    }

    /**
     * Waits for {@code demand} to fit, and reserves it.
     *
     * @param listener is told, by this thread, that there is a wait, and each time its reason or its length changes
     * @throws WorkerException if it can never fit, or this is closed
     */
    public Reservation reserve(Demand demand, Consumer<Waiter> listener) throws InterruptedException {
        refuseImpossible(demand);
        Ticket ticket = ticket(demand);
        return new Passage<>(gate, places, ticket, new HostDoor(demand), listener).pass();
    }

    /** Returns a share for a warm worker, if there is one to spare and nobody waits. */
    public Optional<Reservation> reserveWarm(Demand demand) {
        Optional<Reason> pressure = budget.pressure().get();
        HostDoor door = new HostDoor(demand);
        return gate.read(() -> places.isEmpty() && !gate.isClosed() && door.isOpen(pressure)
                ? Optional.of(reserved(demand, true))
                : Optional.empty());
    }

    /** Returns the share of a worker that is there already, without waiting, even beyond the budget. */
    public Reservation adopt(Demand demand) {
        return gate.changed(() -> reserved(demand, false));
    }

    /** Returns the share of a warm worker that is there already, without waiting, even beyond the budget. */
    public Reservation adoptWarm(Demand demand) {
        return gate.changed(() -> reserved(demand, true));
    }

    /**
     * Waits until few enough others are starting.
     *
     * @param listener as for {@link #reserve}
     */
    public StartPermit start(Demand demand, Consumer<Waiter> listener) throws InterruptedException {
        return new Passage<>(gate, starts, ticket(demand), new StartDoor(), listener).pass();
    }

    /** Returns the permission to start a warm worker, if nobody waits for one and another place remains. */
    public Optional<StartPermit> startWarm() {
        int most = Math.max(1, budget.starts() - 1);
        return gate.read(() -> starts.isEmpty() && !gate.isClosed() && gate.isHealthy() && starting < most
                ? Optional.of(permitted())
                : Optional.empty());
    }

    /** Notes how the host is: while it is not healthy, nobody is let in and nothing is started. */
    public void found(Condition health) {
        gate.found(health);
    }

    /** Returns how many workers like {@code typical} the host takes; warm ones count as free, for they are there to be used. */
    public Capacity capacity(Demand typical) {
        return gate.read(() -> {
            Capacity room = ledger.capacity(typical);
            boolean isOpen = gate.isHealthy() && places.isEmpty() && !gate.isClosed();
            return isOpen ? room : new Capacity(room.total(), 0);
        });
    }

    /** Returns who waits, in the order of their turns: first those who may be, then those who may start. */
    public List<Waiter> waiting() {
        return gate.read(() -> Stream.of(places, starts)
                .flatMap(line -> line.waiting().stream())
                .toList());
    }

    /** Turns away all who wait. What is reserved stays so. */
    @Override
    public void close() {
        gate.close();
    }

    <T> T read(Supplier<T> question) {
        return gate.read(question);
    }

    void change(Consumer<Ledger> change) {
        gate.change(() -> change.accept(ledger));
    }

    void changeStarts(IntSupplier change) {
        gate.change(() -> starting += change.getAsInt());
    }

    private Reservation reserved(Demand demand, boolean warm) {
        ledger.add(demand, warm);
        return new Reservation(this, demand, warm);
    }

    private StartPermit permitted() {
        starting++;
        return new StartPermit(this);
    }

    private Ticket ticket(Demand demand) {
        long turn = timers.nanoTime() - origin - demand.priority() * STEP;
        return gate.read(() -> new Ticket(demand.name(), turn, tickets++, timers.now()));
    }

    private void refuseImpossible(Demand demand) {
        if (demand.memoryBytes() > budget.memoryBytes()) {
            throw refused(Kind.OUT_OF_MEMORY, Misfit.memory(demand, budget));
        }
        if (demand.milliCpus() > Math.min(HostBudget.milli(budget.cpus()), budget.milliCpus())) {
            throw refused(Kind.WORKSPACE, Misfit.cpus(demand, budget));
        }
    }

    private static WorkerException refused(Kind kind, String message) {
        return WorkerException.of(WorkerFailure.of(kind, message));
    }

    /** The way to a share of the host. */
    private final class HostDoor implements Door<Reservation> {
        private final Demand demand;

        HostDoor(Demand demand) {
            this.demand = demand;
        }

        @Override
        public Optional<Reason> look() {
            return budget.pressure().get();
        }

        @Override
        public Verdict check(Optional<Reason> pressure) {
            if (!gate.isHealthy()) {
                return Verdict.closed(Reason.HOST_SUSPECT);
            }
            Shortage shortage = ledger.shortage(demand);
            Reason reason = Ledger.reason(shortage);
            if (reason != null) {
                boolean warm = ledger.hasWarm();
                return new Verdict(reason, warm ? shortage : Shortage.NONE, warm);
            }
            return pressure.map(this::pressed).orElse(Verdict.OPEN);
        }

        /** What others use can't be asked for, but warm workers can. */
        private Verdict pressed(Reason reason) {
            boolean helps = reason == Reason.MEMORY && ledger.hasWarm();
            return new Verdict(reason, helps ? new Shortage(demand.memoryBytes(), 0, 0) : Shortage.NONE, true);
        }

        @Override
        public Reservation enter() {
            return reserved(demand, false);
        }

        @Override
        public void makeRoom(Shortage shortage) {
            reclaim.accept(shortage);
        }

        boolean isOpen(Optional<Reason> pressure) {
            return check(pressure).reason() == null;
        }
    }

    /** The way to a start. */
    private final class StartDoor implements Door<StartPermit> {
        @Override
        public Optional<Reason> look() {
            return Optional.empty();
        }

        @Override
        public Verdict check(Optional<Reason> pressure) {
            if (!gate.isHealthy()) {
                return Verdict.closed(Reason.HOST_SUSPECT);
            }
            return starting < budget.starts() ? Verdict.OPEN : Verdict.closed(Reason.STARTS);
        }

        @Override
        public StartPermit enter() {
            return permitted();
        }

        @Override
        public void makeRoom(Shortage shortage) {
            // Nobody who is starting can be asked not to.
        }
    }
}
