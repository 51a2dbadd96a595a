package dev.tandemwork.sysbox.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.testkit.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims, starts that fail, sick workers, changes of the image and tasks that are short of memory, all at once. */
@Timeout(120)
final class WarmPoolStressTest {
    private static final int PLACES = 4;
    private static final int THREADS = 16;
    private static final int ROUNDS = 200;
    private static final WarmRecipe ONE = new WarmRecipe("one", 4, 1, 1, 1, "r", "n", "c");
    private static final WarmRecipe TWO = new WarmRecipe("two", 4, 1, 1, 1, "r", "n", "c");

    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> wrong = ConcurrentHashMap.newKeySet();
    private final AtomicInteger living = new AtomicInteger();

    private final class Shop implements Starter<String>, Probe<String> {
        @Override
        public String start(String name, WarmRecipe recipe) throws Exception {
            int turn = name.hashCode() % 5;
            if (turn == 0) {
                throw new IllegalStateException("no start");
            }
            if (turn == 1) {
                new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
            }
            arrive(name);
            return name;
        }

        @Override
        public void discard(String worker) {
            depart(worker);
        }

        @Override
        public boolean isHealthy(String worker) {
            return worker.hashCode() % 7 != 0;
        }
    }

    /** What is found wrong during a start is thrown to the pool. */
    private void watch(WarmEvent event) {
        if (event instanceof WarmEvent.StartFailed failed && failed.cause() instanceof AssertionError) {
            wrong.add(failed.cause());
        }
        if (event instanceof WarmEvent.RemovalFailed failed) {
            wrong.add(failed.cause());
        }
    }

    private void arrive(String name) {
        assertThat(living.incrementAndGet()).isLessThanOrEqualTo(PLACES);
        assertThat(alive.add(name)).isTrue();
    }

    private void depart(String name) {
        assertThat(alive.remove(name)).isTrue();
        living.decrementAndGet();
    }

    @Test
    void manyThreads_neverExceedTheHost_useEachWorkerOnce_andLeaveNothing() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        Shop shop = new Shop();
        Setup.Bounds bounds =
                new Setup.Bounds(Duration.ofMillis(50), new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
        try (Timers timers = Timers.system();
                Admission admission =
                        Admission.to(HostBudget.of(4 * PLACES + 1, 8).withReserve(1), timers)) {
            WarmPool<String> pool = WarmPool.open(
                    new Setup<>(admission, shop, shop, executor, timers, bounds, this::watch),
                    Map.of(ONE, 2),
                    List.of());
            List<Callable<Boolean>> callers = IntStream.range(0, THREADS)
                    .<Callable<Boolean>>mapToObj(i -> () -> work(admission, pool, i))
                    .toList();
            assertThat(Together.call(callers)).containsOnly(true);
            pool.close();
            admission.reserve(Demand.of("all", 4 * PLACES, 1), waiting -> {}).close();
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(wrong).isEmpty();
        assertThat(alive).isEmpty();
    }

    private boolean work(Admission admission, WarmPool<String> pool, int thread) throws InterruptedException {
        Random random = new Random(thread);
        for (int i = 0; i < ROUNDS; i++) {
            WarmRecipe recipe = random.nextBoolean() ? ONE : TWO;
            if (random.nextInt(20) == 0) {
                pool.aim(Map.of(recipe, 1 + random.nextInt(3)));
            }
            task(admission, pool, recipe, "task-" + thread + "-" + i);
        }
        return true;
    }

    private void task(Admission admission, WarmPool<String> pool, WarmRecipe recipe, String name)
            throws InterruptedException {
        Optional<Prepared<String>> warm = pool.claim(recipe.key(), name);
        if (warm.isPresent()) {
            assertThat(used.add(warm.get().worker())).isTrue();
            depart(warm.get().worker());
            warm.get().reservation().close();
            return;
        }
        try (Reservation held = admission.reserve(Demand.of(name, 4, 1), waiting -> {})) {
            arrive(held.demand().name());
            LockSupport.parkNanos(1_000);
            depart(name);
        }
    }
}
