package dev.tandemwork.sysbox.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.Shortage;
import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import dev.tandemwork.sysbox.internal.schedule.ManualTimers;
import dev.tandemwork.sysbox.internal.warm.WarmEvent.Why;
import dev.tandemwork.worker.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WarmPoolTest {
    private static final long GIB = 1L << 30;
    private static final WarmRecipe RECIPE = recipe("sha256:one");
    private static final WarmKey KEY = RECIPE.key();

    private final ManualTimers timers = new ManualTimers();
    private final Garage garage = new Garage();

    /** Four workers of 4 GiB. */
    private final Admission admission =
            Admission.to(HostBudget.of(18 * GIB, 8).withReserve(2 * GIB).withStarts(8), timers);

    private final Setup<String> setup =
            new Setup<>(admission, garage, garage, garage, timers, Setup.Bounds.DEFAULT, garage.events::add);

    private static WarmRecipe recipe(String image) {
        return new WarmRecipe(image, 4 * GIB, 2, 4096, GIB, "sysbox-runc", "web", "1");
    }

    private WarmPool<String> pool(int size) {
        return opened(Map.of(RECIPE, size), List.of());
    }

    private WarmPool<String> opened(Map<WarmRecipe, Integer> targets, List<Survivor<String>> survivors) {
        WarmPool<String> pool = WarmPool.open(setup, targets, survivors);
        garage.runAll();
        return pool;
    }

    private int free() {
        return admission.capacity(Demand.of("any", 4 * GIB, 2)).free();
    }

    private Reservation reserve(String name) {
        try {
            return admission.reserve(Demand.of(name, 4 * GIB, 2), waiting -> garage.runAll());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(Duration time) {
        timers.pass(time);
        garage.runAll();
    }

    @Test
    void claim_getsAWorkerOnce_andAnotherTakesItsPlace() {
        WarmPool<String> pool = pool(2);

        Prepared<String> first = pool.claim(KEY, "task-1").orElseThrow();
        Prepared<String> second = pool.claim(KEY, "task-2").orElseThrow();
        assertThat(pool.claim(KEY, "task-3")).isEmpty();
        garage.runAll();

        assertThat(first.worker()).isNotEqualTo(second.worker());
        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 2));
        assertThat(first.reservation().demand().name()).isEqualTo("task-1");
        assertThat(first.reservation().isWarm()).isFalse();
        assertThat(garage.events(WarmEvent.Missed.class)).hasSize(1);
    }

    @Test
    void warmWorkers_countInAdmission_butAreFreeToUse() {
        pool(3);

        assertThat(admission.capacity(Demand.of("any", 4 * GIB, 2))).isEqualTo(new Capacity(4, 4));
        assertThat(admission.reserveWarm(Demand.of("more", 5 * GIB, 1))).isEmpty();
    }

    @Test
    void pool_isNeverLargerThanThereIsRoom_andFillsUpLater() {
        Reservation task = reserve("task");
        WarmPool<String> pool = pool(9);
        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 3));

        task.close();
        assertThat(timers.pending()).isEqualTo(1);
        pass(Duration.ofSeconds(1));

        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 4));
        assertThat(garage.most).isEqualTo(4);
    }

    @Test
    void sickWorker_isRemovedAtTheClaim_andTheNextIsTried() {
        WarmPool<String> pool = pool(3);
        List<String> all = List.copyOf(garage.alive);
        garage.sick.add(all.get(0));
        garage.alive.remove(all.get(1));

        assertThat(pool.claim(KEY, "task").orElseThrow().worker()).isEqualTo(all.get(2));
        garage.runAll();
        assertThat(garage.alive).doesNotContain(all.get(0)).hasSize(4);
        assertThat(garage.givenUp()).containsExactly(Why.UNHEALTHY, Why.UNHEALTHY);
    }

    @Test
    void oldWorkers_areReplaced() {
        WarmPool<String> pool = pool(2);
        List<String> old = List.copyOf(garage.alive);

        pass(Duration.ofMinutes(29));
        assertThat(garage.alive).containsExactlyElementsOf(old);
        pass(Duration.ofMinutes(1));

        assertThat(garage.alive).hasSize(2).doesNotContainAnyElementsOf(old);
        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 2));
        assertThat(garage.givenUp()).containsExactly(Why.AGED, Why.AGED);
    }

    @Test
    void oldWorker_isNotGivenOut_evenIfNobodyHadTheTimeToReplaceIt() {
        WarmPool<String> pool = pool(1);
        timers.pass(Duration.ofMinutes(31));

        assertThat(pool.claim(KEY, "task")).isEmpty();
        assertThat(garage.givenUp()).containsExactly(Why.AGED);
    }

    @Test
    void newImage_drainsTheWorkersOfTheOld() {
        WarmPool<String> pool = pool(2);
        WarmRecipe other = recipe("sha256:two");

        pool.aim(Map.of(other, 2));
        garage.runAll();

        assertThat(pool.claim(KEY, "task")).isEmpty();
        assertThat(pool.ready()).containsExactly(Map.entry(other.key(), 2));
        assertThat(garage.alive).hasSize(2);
        assertThat(free()).isEqualTo(4);
    }

    @Test
    void newImage_callsOffStartsOfTheOld() {
        WarmPool<String> pool = WarmPool.open(setup, Map.of(RECIPE, 2), List.of());
        garage.work.remove().run();
        assertThat(garage.work).hasSize(2);

        pool.aim(Map.of());
        garage.runAll();
        assertThat(garage.most).isZero();
        assertThat(admission.reserveWarm(Demand.of("all", 16 * GIB, 1))).isPresent();
    }

    @Test
    void smallerTarget_givesUpTheOldest() {
        WarmPool<String> pool = pool(3);
        List<String> all = List.copyOf(garage.alive);

        pool.aim(Map.of(RECIPE, 1));
        garage.runAll();

        assertThat(garage.alive).containsExactly(all.get(2));
    }

    @Test
    void taskThatIsShortOfMemory_getsThatOfWarmWorkers_andOnlyAsMuchAsItNeeds() {
        WarmPool<String> pool = pool(4);

        Reservation task = reserve("task");
        garage.runAll();
        pass(Duration.ofMinutes(5));

        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 3));
        assertThat(garage.givenUp()).containsExactly(Why.RECLAIMED);
        assertThat(garage.alive).hasSize(3);
        task.close();
    }

    @Test
    void whatIsGoingAlready_isNotAskedForTwice() {
        WarmPool<String> pool = pool(4);

        pool.reclaim(new Shortage(5 * GIB, 0, 0));
        pool.reclaim(new Shortage(5 * GIB, 0, 1));

        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 2));
        assertThat(garage.givenUp()).containsExactly(Why.RECLAIMED, Why.RECLAIMED);
    }

    @Test
    void startThatHasNotBegun_isCalledOff_forATask() {
        WarmPool<String> pool = WarmPool.open(setup, Map.of(RECIPE, 4), List.of());
        garage.work.remove().run();

        List<Reservation> tasks =
                IntStream.range(0, 4).mapToObj(i -> reserve("task" + i)).toList();
        garage.runAll();

        assertThat(tasks).hasSize(4);
        assertThat(garage.most).isZero();
        assertThat(pool.ready()).isEmpty();
    }

    @Test
    void startThatIsUnderWay_isInterrupted_forATask() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(4);
        Starter<String> slow = new Starter<>() {
            @Override
            public String start(String name, WarmRecipe recipe) throws InterruptedException {
                begun.countDown();
                new CountDownLatch(1).await();
                return name;
            }

            @Override
            public void discard(String worker) {
                throw new IllegalStateException("never started");
            }
        };
        Setup<String> other = new Setup<>(
                admission, slow, garage, task -> new Thread(task).start(), timers, Setup.Bounds.DEFAULT, event -> {});
        try (WarmPool<String> pool = WarmPool.open(other, Map.of(RECIPE, 4), List.of())) {
            begun.await();

            assertThat(reserve("task").isWarm()).isFalse();
            assertThat(pool.ready()).isEmpty();
        }
    }

    @Test
    void failedStart_isTriedAgain_afterPausesThatDouble() {
        garage.startsThatFail = 5;
        WarmPool<String> pool = pool(1);
        for (int i = 0; i < 40; i++) {
            pass(Duration.ofSeconds(1));
        }

        assertThat(garage.events(WarmEvent.StartFailed.class))
                .extracting(failed -> failed.pause().toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 1));
        assertThat(free()).isEqualTo(4);
    }

    @Test
    void startThatAlwaysFails_neverSpins_andHoldsNothing() {
        garage.startsThatFail = Integer.MAX_VALUE;
        pool(1);
        for (int i = 0; i < 24 * 60; i++) {
            pass(Duration.ofMinutes(1));
        }

        assertThat(garage.events(WarmEvent.StartFailed.class)).hasSizeBetween(290, 300);
        assertThat(timers.pending()).isEqualTo(1);
        assertThat(admission.reserveWarm(Demand.of("all", 16 * GIB, 1))).isPresent();
    }

    @Test
    void workerThatCantBeRemoved_keepsItsShare_untilItIs() {
        WarmPool<String> pool = pool(4);
        garage.removalsThatFail = 2;
        pool.aim(Map.of());
        garage.runAll();
        assertThat(garage.alive).hasSize(2);
        assertThat(admission.reserveWarm(Demand.of("most", 9 * GIB, 1))).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(garage.alive).isEmpty();
        assertThat(admission.reserveWarm(Demand.of("all", 16 * GIB, 1))).isPresent();
        assertThat(garage.events(WarmEvent.RemovalFailed.class)).hasSize(2);
    }

    @Test
    void nothingIsStarted_whileTheHostIsSuspect() {
        admission.found(Condition.SUSPECT);
        WarmPool<String> pool = pool(2);
        assertThat(garage.most).isZero();

        admission.found(Condition.HEALTHY);
        pass(Duration.ofSeconds(1));
        assertThat(pool.ready()).containsExactly(Map.entry(KEY, 2));
    }

    @Test
    void close_removesAll() {
        WarmPool<String> pool = pool(3);

        pool.close();
        garage.runAll();

        assertThat(garage.alive).isEmpty();
        assertThat(pool.claim(KEY, "task")).isEmpty();
        pass(Duration.ofHours(1));
        assertThat(garage.most).isEqualTo(3);
        assertThat(free()).isEqualTo(4);
    }

    @Test
    void leave_keepsAll_andTheNextPoolBeginsWithThem() {
        List<Prepared<String>> left = pool(3).leave();
        left.forEach(worker -> worker.reservation().close());
        garage.runAll();
        List<Survivor<String>> survivors = new ArrayList<>();
        left.forEach(worker -> survivors.add(new Survivor<>(
                worker.key(), worker.worker(), worker.reservation().demand(), worker.since())));
        survivors.add(new Survivor<>(recipe("gone").key(), "stranger", Demand.of("stranger", GIB, 1), Instant.EPOCH));

        WarmPool<String> next = opened(Map.of(RECIPE, 3), survivors);

        assertThat(garage.most).isEqualTo(3);
        assertThat(next.claim(KEY, "task").map(Prepared::worker))
                .contains(left.get(0).worker());
        assertThat(garage.givenUp()).containsExactly(Why.DRAINED);
    }

    @Test
    void key_changesWithEachPartOfTheRecipe() {
        List<WarmRecipe> all = List.of(
                RECIPE,
                recipe("sha256:two"),
                new WarmRecipe("sha256:one", GIB, 2, 4096, GIB, "sysbox-runc", "web", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 1, 4096, GIB, "sysbox-runc", "web", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 2, 4095, GIB, "sysbox-runc", "web", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 2, 4096, 1, "sysbox-runc", "web", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 2, 4096, GIB, "runc", "web", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 2, 4096, GIB, "sysbox-run", "cweb", "1"),
                new WarmRecipe("sha256:one", 4 * GIB, 2, 4096, GIB, "sysbox-runc", "web", "2"));

        assertThat(all.stream().map(WarmRecipe::key).distinct()).hasSize(all.size());
        assertThat(recipe("sha256:one").key()).isEqualTo(KEY);
        assertThatThrownBy(() -> new WarmKey("x")).hasMessage("warm key [x] is none; expected 32 hexadecimal digits");
    }

    @Test
    void claim_ofAnUnknownKey_isEmpty() {
        assertThat(pool(1).claim(recipe("other").key(), "task")).isEqualTo(Optional.empty());
    }
}
