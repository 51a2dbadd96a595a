package dev.tandemwork.sysbox.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.testkit.Together;
import dev.tandemwork.worker.Capacity;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class AdmissionStressTest {
    private static final int THREADS = 64;
    private static final int ROUNDS = 100;
    private static final HostBudget BUDGET = HostBudget.of(20, 4).withReserve(4);

    private final AtomicLong memory = new AtomicLong();
    private final AtomicInteger starting = new AtomicInteger();

    @Test
    void manyThreads_neverExceedTheBudget_andAllGetIn() {
        try (Timers timers = Timers.system();
                Admission admission = Admission.to(BUDGET, timers)) {
            List<Callable<Integer>> callers = IntStream.range(0, THREADS)
                    .<Callable<Integer>>mapToObj(i -> () -> work(admission, new Random(i)))
                    .toList();

            assertThat(Together.call(callers)).containsOnly(ROUNDS);
            assertThat(admission.capacity(Demand.of("any", 4, 1))).isEqualTo(new Capacity(4, 4));
            assertThat(admission.waiting()).isEmpty();
        }
    }

    private int work(Admission admission, Random random) throws InterruptedException {
        int done = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Demand demand = new Demand("w", 1 + random.nextInt(8), 1, random.nextInt(3));
            Optional<Reservation> warm = random.nextInt(4) == 0 ? admission.reserveWarm(demand) : Optional.empty();
            try (Reservation held = warm.isPresent() ? warm.get() : admission.reserve(demand, waiting -> {})) {
                held.use("used");
                use(admission, demand);
                done++;
            }
        }
        return done;
    }

    private void use(Admission admission, Demand demand) throws InterruptedException {
        assertThat(memory.addAndGet(demand.memoryBytes())).isLessThanOrEqualTo(BUDGET.memoryBytes());
        try (StartPermit permit = admission.start(demand, waiting -> {})) {
            assertThat(permit).isNotNull();
            assertThat(starting.incrementAndGet()).isLessThanOrEqualTo(BUDGET.starts());
            LockSupport.parkNanos(1_000);
            starting.decrementAndGet();
        }
        memory.addAndGet(-demand.memoryBytes());
    }
}
