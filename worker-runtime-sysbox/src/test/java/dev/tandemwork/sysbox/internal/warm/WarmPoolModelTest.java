package dev.tandemwork.sysbox.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import dev.tandemwork.sysbox.internal.schedule.ManualTimers;
import dev.tandemwork.worker.Capacity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences of all that can happen to a pool, its work done in any order or late. */
@Timeout(120)
final class WarmPoolModelTest {
    private static final long SEEDS = Long.getLong("tandemwork.seeds", 1000);
    private static final int STEPS = 60;
    private static final int PLACES = 4;
    private static final List<WarmRecipe> RECIPES = List.of(recipe("a"), recipe("b"));
    private static final Demand TASK = Demand.of("task", 4, 1);

    private static WarmRecipe recipe(String image) {
        return new WarmRecipe(image, 4, 1, 1, 1, "r", "n", "c");
    }

    /** One sequence. */
    private static final class Sequence {
        private final Random random;
        private final ManualTimers timers = new ManualTimers();
        private final Garage garage = new Garage();
        private final Admission admission =
                Admission.to(HostBudget.of(4 * PLACES + 1, 4).withReserve(1), timers);
        private final WarmPool<String> pool;
        private final Set<String> used = new HashSet<>();
        private final List<Reservation> tasks = new ArrayList<>();

        Sequence(long seed) {
            random = new Random(seed);
            pool = WarmPool.open(
                    new Setup<>(admission, garage, garage, garage, timers, Setup.Bounds.DEFAULT, garage.events::add),
                    Map.of(RECIPES.get(0), 2),
                    List.of());
        }

        void run() throws InterruptedException {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(12));
                assertThat(garage.alive.size() + tasks.size()).isLessThanOrEqualTo(PLACES);
            }
            settles();
            ends();
        }

        private void step(int kind) throws InterruptedException {
            switch (kind) {
                case 0, 1, 2, 3, 4 -> garage.runAny(random);
                case 5, 6 -> task();
                case 7 -> endTask();
                case 8 -> pool.aim(Map.of(any(), random.nextInt(4)));
                case 9 -> timers.pass(Duration.ofSeconds(1L << random.nextInt(12)));
                case 10 -> admission.found(random.nextBoolean() ? Condition.HEALTHY : Condition.SUSPECT);
                default -> goWrong(random.nextInt(3));
            }
        }

        private WarmRecipe any() {
            return RECIPES.get(random.nextInt(RECIPES.size()));
        }

        private void task() throws InterruptedException {
            Optional<Prepared<String>> warm = pool.claim(any().key(), "task");
            if (warm.isPresent()) {
                assertThat(used.add(warm.get().worker())).isTrue();
                assertThat(garage.alive.remove(warm.get().worker())).isTrue();
                tasks.add(warm.get().reservation());
            } else if (tasks.size() < PLACES) {
                garage.removalsThatFail = 0;
                admission.found(Condition.HEALTHY);
                removeWhatCouldNotBe();
                tasks.add(admission.reserve(TASK, waiting -> garage.runAll()));
            }
        }

        /** Or the only thread there is would wait for itself. */
        private void removeWhatCouldNotBe() {
            if (garage.events(WarmEvent.RemovalFailed.class).size() > 0) {
                timers.pass(Duration.ofMinutes(5));
                garage.runAll();
            }
        }

        private void endTask() {
            if (!tasks.isEmpty()) {
                tasks.remove(random.nextInt(tasks.size())).close();
            }
        }

        private void goWrong(int what) {
            if (what == 0) {
                garage.startsThatFail = random.nextInt(4);
            } else if (what == 1) {
                garage.removalsThatFail = random.nextInt(3);
            } else {
                garage.sick.addAll(garage.alive);
            }
        }

        /** When nothing goes wrong any more, the pool gets as full as there is room. */
        private void settles() {
            garage.startsThatFail = 0;
            garage.removalsThatFail = 0;
            admission.found(Condition.HEALTHY);
            pool.aim(Map.of(RECIPES.get(1), 3));
            for (int i = 0; i < 8; i++) {
                garage.runAll();
                timers.pass(Duration.ofMinutes(1));
            }
            garage.runAll();
            assertThat(garage.alive).hasSize(Math.min(3, PLACES - tasks.size()));
            assertThat(garage.alive)
                    .hasSize(pool.ready().getOrDefault(RECIPES.get(1).key(), 0));
        }

        private void ends() {
            tasks.forEach(Reservation::close);
            pool.close();
            garage.runAll();
            assertThat(garage.alive).isEmpty();
            assertThat(admission.capacity(TASK)).isEqualTo(new Capacity(PLACES, PLACES));
            assertThat(admission.reserveWarm(Demand.of("all", 4 * PLACES, 1))).isPresent();
        }
    }

    @Test
    void randomSequences_neverExceedTheHost_useNoWorkerTwice_andLeaveNothing() throws InterruptedException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Sequence(seed).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
