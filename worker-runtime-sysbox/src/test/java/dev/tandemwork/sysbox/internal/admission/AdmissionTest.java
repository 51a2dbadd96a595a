package dev.tandemwork.sysbox.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import dev.tandemwork.sysbox.internal.schedule.ManualTimers;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AdmissionTest {
    private static final long GIB = 1L << 30;

    private final ManualTimers timers = new ManualTimers();
    private final AtomicReference<Optional<Reason>> pressure = new AtomicReference<>(Optional.empty());

    /** 16 GiB for workers, and 16 processors. */
    private final HostBudget budget =
            HostBudget.of(18 * GIB, 4).withReserve(2 * GIB).withPressure(pressure::get);

    private final Admission admission = Admission.to(budget, timers);

    private static Demand demand(String name, long gibibytes) {
        return Demand.of(name, gibibytes * GIB, 1);
    }

    private Caller<Reservation> caller(Demand demand) {
        return Caller.of(admission, demand);
    }

    private Reservation in(Demand demand) {
        return caller(demand).got();
    }

    private List<String> line() {
        return admission.waiting().stream().map(Waiter::name).toList();
    }

    @Test
    void tenWorkersOfFourGibibytes_onAHostThatAdmitsFour_runFourAtATime_inOrder() {
        List<Caller<Reservation>> callers = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> {
            callers.add(caller(demand("w" + i, 4)));
            Caller.until(() -> callers.get(i).isIn() || line().contains("w" + i));
        });

        for (int i = 0; i < 10; i++) {
            int in = Math.min(10, 4 + i);
            Caller.until(() -> callers.stream().filter(Caller::isIn).count() == in);
            assertThat(line()).hasSize(10 - in);
            assertThat(callers.subList(0, in)).allMatch(Caller::isIn);
            callers.get(i).got().close();
        }
        assertThat(admission.capacity(demand("any", 4))).isEqualTo(new Capacity(4, 4));
    }

    @Test
    void largeDemand_isNotOvertaken_bySmallOnesThatWouldFit() {
        Reservation running = in(demand("running", 10));
        Caller<Reservation> large = caller(demand("large", 12)).waits();
        Caller<Reservation> small = caller(demand("small", 1)).waits();

        assertThat(line()).containsExactly("large", "small");
        running.close();

        assertThat(large.got().demand().name()).isEqualTo("large");
        assertThat(small.got().demand().name()).isEqualTo("small");
    }

    @Test
    void priority_goesFirst_andOrderOfArrivalAmongEquals() {
        in(demand("all", 16));
        caller(demand("one", 4)).waits();
        caller(demand("two", 4)).waits();
        caller(demand("urgent", 4).withPriority(1)).waits();

        assertThat(line()).containsExactly("urgent", "one", "two");
    }

    @Test
    void stepOfPriority_countsAsFiveMinutes_soNobodyStarves() {
        in(demand("all", 16));
        caller(demand("patient", 4)).waits();
        timers.pass(Duration.ofMinutes(4));
        caller(demand("urgent", 4).withPriority(1)).waits();
        timers.pass(Duration.ofMinutes(2));
        caller(demand("late", 4).withPriority(1)).waits();

        assertThat(line()).containsExactly("urgent", "patient", "late");
    }

    @Test
    void whatWillNeverFit_isRefusedAtOnce() {
        assertThatThrownBy(() -> admission.reserve(demand("huge", 17), waiting -> {}))
                .isInstanceOfSatisfying(
                        WorkerException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Kind.OUT_OF_MEMORY))
                .hasMessage(
                        "worker [huge] needs 17.0 GiB of memory; expected at most 16.0 GiB, the host's 18.0 GiB less a"
                                + " reserve of 2.0 GiB; lower the task's memory or use a larger host");
        assertThatThrownBy(() -> admission.reserve(Demand.of("wide", GIB, 5), waiting -> {}))
                .hasMessage(
                        "worker [wide] needs 5.0 cpus; expected at most 4.0, of the host's 4; lower the task's cpus or use a"
                                + " larger host");
    }

    @Test
    void whoWaits_isToldWhy_andWhenThatChanges() {
        Reservation all = in(demand("all", 16));
        timers.pass(Duration.ofSeconds(3));
        Caller<Reservation> first = caller(demand("first", 4)).waits();
        Caller<Reservation> second = caller(demand("second", 16)).waits();
        Instant since = Instant.EPOCH.plusSeconds(3);

        all.close();
        first.got();
        Caller.until(() -> second.told().size() == 2);

        assertThat(second.told())
                .containsExactly(
                        new Waiter("second", Reason.MEMORY, since, 1), new Waiter("second", Reason.MEMORY, since, 0));
        assertThat(second.told())
                .extracting(Waiter::describe)
                .containsExactly("for memory, 1 before it", "for memory, first in line");
    }

    @Test
    void processorsAndPlaces_areBoundedToo() {
        Admission few = Admission.to(budget.withOvercommit(1).withWorkers(3), timers);
        few.adopt(Demand.of("one", GIB, 3.9));
        Caller<Reservation> second = Caller.of(few, Demand.of("two", GIB, 0.2)).waits();
        few.adopt(demand("three", 1));
        few.adopt(demand("four", 1));

        Caller.until(() -> second.told().size() == 2);
        assertThat(second.told()).extracting(Waiter::reason).containsExactly(Reason.CPU, Reason.PLACES);
    }

    @Test
    void fractionsOfProcessors_leaveNoRest() {
        Admission one = Admission.to(HostBudget.of(18 * GIB, 1).withOvercommit(1), timers);
        for (int i = 0; i < 1000; i++) {
            one.adopt(Demand.of("third", 1, 0.1)).close();
        }

        IntStream.range(0, 10).forEach(i -> one.adopt(Demand.of("tenth", 1, 0.1)));
        assertThat(one.capacity(Demand.of("any", 1, 0.001)).free()).isZero();
        assertThat(one.capacity(Demand.of("any", 1, 1)).total()).isEqualTo(1);
    }

    @Test
    void adoptedWorkers_areTakenInBeyondTheBudget_andOthersWaitForThem() {
        List<Reservation> adopted = IntStream.range(0, 5)
                .mapToObj(i -> admission.adopt(demand("old" + i, 4)))
                .toList();
        Caller<Reservation> next = caller(demand("new", 4)).waits();

        assertThat(admission.capacity(demand("any", 4))).isEqualTo(new Capacity(4, 0));
        adopted.get(0).close();
        assertThat(next.isIn()).isFalse();
        adopted.get(1).close();
        assertThat(next.got().isWarm()).isFalse();
    }

    @Test
    void reservation_isGivenBackOnce() {
        Reservation one = in(demand("one", 8));
        in(demand("two", 8));

        one.close();
        one.close();

        assertThat(admission.capacity(demand("any", 8)).free()).isEqualTo(1);
    }

    @Test
    void warmWorkers_areAskedToGo_whenSomebodyIsShort() {
        List<Shortage> asked = new CopyOnWriteArrayList<>();
        List<Reservation> warm = IntStream.range(0, 4)
                .mapToObj(i -> admission.reserveWarm(demand("warm" + i, 4)).orElseThrow())
                .toList();
        admission.reclaimWith(shortage -> {
            asked.add(shortage);
            warm.get(0).close();
            warm.get(1).close();
        });

        in(demand("task", 7));
        assertThat(asked).containsExactly(new Shortage(7 * GIB, 0, 0));
        assertThat(admission.capacity(demand("any", 4))).isEqualTo(new Capacity(4, 2));
    }

    @Test
    void warmWorkers_areNotLetIn_whileAnybodyWaits() {
        in(demand("most", 12));
        caller(demand("large", 8)).waits();

        assertThat(admission.reserveWarm(demand("warm", 1))).isEmpty();
    }

    @Test
    void warmWorker_thatGotATask_isNotAskedToGo() {
        List<Shortage> asked = new CopyOnWriteArrayList<>();
        admission.reclaimWith(asked::add);
        Reservation warm = admission.reserveWarm(demand("warm", 16)).orElseThrow();
        warm.use("task");

        caller(demand("other", 4)).waits();
        assertThat(asked).isEmpty();
        assertThat(warm.demand().name()).isEqualTo("task");
        assertThat(admission.capacity(demand("any", 16)).free()).isZero();
    }

    @Test
    void starts_areFewAtATime_andWarmOnesLeaveAPlace() {
        StartPermit first = admission.startWarm().orElseThrow();
        assertThat(admission.startWarm()).isPresent();
        assertThat(admission.startWarm()).isEmpty();
        Caller.<StartPermit>asks(listener -> admission.start(demand("task", 1), listener))
                .got();
        Caller<StartPermit> next = Caller.<StartPermit>asks(listener -> admission.start(demand("next", 1), listener))
                .waits();

        assertThat(next.told()).extracting(Waiter::reason).containsExactly(Reason.STARTS);
        first.close();
        first.close();
        next.got();
        assertThat(admission.startWarm()).isEmpty();
    }

    @Test
    void nobodyIsLetIn_whileTheHostIsSuspect() {
        admission.found(Condition.SUSPECT);
        Caller<Reservation> place = caller(demand("place", 1)).waits();
        Caller<StartPermit> start = Caller.<StartPermit>asks(listener -> admission.start(demand("start", 1), listener))
                .waits();
        admission.found(Condition.QUARANTINED);

        assertThat(admission.waiting()).extracting(Waiter::reason).containsOnly(Reason.HOST_SUSPECT);
        assertThat(admission.reserveWarm(demand("warm", 1))).isEmpty();
        assertThat(admission.startWarm()).isEmpty();
        assertThat(admission.capacity(demand("any", 4))).isEqualTo(new Capacity(4, 0));
        admission.found(Condition.HEALTHY);
        place.got();
        start.got();
    }

    @Test
    void fullDisk_isLookedAtAgain_thoughNobodyTells() {
        pressure.set(Optional.of(Reason.DISK));
        Caller<Reservation> caller = caller(demand("task", 1)).waits();
        assertThat(admission.reserveWarm(demand("warm", 1))).isEmpty();

        pressure.set(Optional.empty());

        caller.got();
        assertThat(caller.told()).extracting(Waiter::reason).containsExactly(Reason.DISK);
    }

    @Test
    void memoryThatOthersUse_isAskedOfWarmWorkers() {
        Reservation warm = admission.reserveWarm(demand("warm", 4)).orElseThrow();
        pressure.set(Optional.of(Reason.MEMORY));
        admission.reclaimWith(shortage -> {
            warm.close();
            pressure.set(Optional.empty());
        });

        in(demand("task", 4));
        assertThat(admission.capacity(demand("any", 4)).free()).isEqualTo(3);
    }

    @Test
    void whoIsInterrupted_leavesTheLine() {
        in(demand("most", 12));
        Caller<Reservation> large = caller(demand("large", 8)).waits();
        Caller<Reservation> small = caller(demand("small", 4)).waits();

        large.interrupt();

        assertThat(large.failure()).isInstanceOf(InterruptedException.class);
        small.got();
        assertThat(line()).isEmpty();
    }

    @Test
    void listenerThatThrows_spoilsNoOtherWait() {
        Reservation all = in(demand("all", 16));
        Caller<Reservation> bad = Caller.asks(listener -> admission.reserve(demand("bad", 4), waiting -> {
            throw new IllegalStateException("no");
        }));
        assertThat(bad.failure()).hasMessage("no");

        all.close();
        in(demand("good", 16));
    }

    @Test
    void listener_isCalledWithoutALock() {
        in(demand("all", 16));
        Caller<Reservation> caller = Caller.asks(listener -> admission.reserve(demand("task", 4), waiting -> {
            Caller.asks(other -> admission.capacity(demand("any", 4))).got();
            listener.accept(waiting);
        }));

        caller.waits();
        assertThat(line()).containsExactly("task");
    }

    @Test
    void close_turnsAwayWhoWaits() {
        in(demand("all", 16));
        Caller<Reservation> caller = caller(demand("task", 4)).waits();

        admission.close();

        assertThat(caller.failure()).hasMessage("sysbox runtime is closed; expected an open one; build another");
        assertThat(admission.reserveWarm(demand("warm", 1))).isEmpty();
        assertThat(admission.startWarm()).isEmpty();
    }

    @Test
    void reserve_isTenPercent_andAtLeastTwoGibibytes() {
        assertThat(HostBudget.of(100 * GIB, 1).memoryBytes()).isEqualTo(90 * GIB);
        assertThat(HostBudget.of(8 * GIB, 1).memoryBytes()).isEqualTo(6 * GIB);
        assertThat(HostBudget.of(GIB, 1).memoryBytes()).isZero();
    }
}
