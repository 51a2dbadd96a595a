package dev.tandemwork.sysbox.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;
import dev.tandemwork.sysbox.internal.schedule.ManualTimers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences of all that can happen, each step beside a reference, with real threads that wait. */
@Timeout(300)
final class AdmissionModelTest {
    private static final long SEEDS = Long.getLong("tandemwork.seeds", 1000);
    private static final int STEPS = 25;
    private static final HostBudget BUDGET =
            HostBudget.of(20, 2).withReserve(4).withOvercommit(3).withWorkers(6);

    /** One sequence. */
    private static final class Sequence {
        private final Random random;
        private final ManualTimers timers = new ManualTimers();
        private final Admission admission = Admission.to(BUDGET, timers);
        private final ReferenceLine reference = new ReferenceLine(BUDGET);
        private final Map<String, Caller<Reservation>> callers = new HashMap<>();
        private final Map<String, Reservation> reservations = new HashMap<>();
        private long minutes;
        private int names;
        private boolean overdrawn;

        Sequence(long seed) {
            random = new Random(seed);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(10));
                settle();
            }
            wayOut();
        }

        private void step(int kind) {
            switch (kind) {
                case 0, 1, 2, 3 -> ask(demand());
                case 4, 5 -> letGo();
                case 6 -> giveUp();
                case 7 -> warm(demand());
                case 8 -> adopt(demand());
                default -> passTime();
            }
        }

        private Demand demand() {
            int memory = 1 + random.nextInt(random.nextInt(4) == 0 ? 16 : 6);
            return new Demand("w" + names++, memory, (1 + random.nextInt(20)) / 10.0, random.nextInt(3) - 1);
        }

        private void ask(Demand demand) {
            callers.put(demand.name(), Caller.of(admission, demand));
            reference.ask(demand, minutes);
        }

        private void letGo() {
            List<String> held = reference.held();
            if (!held.isEmpty()) {
                String name = held.get(random.nextInt(held.size()));
                reservations.get(name).close();
                reference.letGo(name);
            }
        }

        private void giveUp() {
            List<String> line = reference.line();
            if (!line.isEmpty()) {
                String name = line.get(random.nextInt(line.size()));
                callers.get(name).interrupt();
                reference.giveUp(name);
                assertThat(callers.remove(name).failure()).isInstanceOf(InterruptedException.class);
            }
        }

        private void warm(Demand demand) {
            boolean lets = reference.letsWarmIn(demand);
            admission.reserveWarm(demand).ifPresent(got -> reservations.put(demand.name(), got));
            assertThat(reservations.containsKey(demand.name())).isEqualTo(lets);
            if (lets) {
                reference.hold(demand);
            }
        }

        private void adopt(Demand demand) {
            reservations.put(demand.name(), admission.adopt(demand));
            reference.hold(demand);
            overdrawn = true;
        }

        private void passTime() {
            int passed = random.nextInt(8);
            minutes += passed;
            timers.pass(Duration.ofMinutes(passed));
            boolean healthy = random.nextBoolean();
            admission.found(healthy ? Condition.HEALTHY : Condition.SUSPECT);
            reference.open(healthy);
        }

        /** Both come to the same, whatever order threads run in. */
        private void settle() {
            Caller.until(() -> line().equals(reference.line()));
            for (String name : reference.held()) {
                reservations.computeIfAbsent(name, in -> callers.remove(in).got());
            }
            assertThat(callers.values()).noneMatch(Caller::isIn);
            assertThat(overdrawn || reference.memory() <= BUDGET.memoryBytes()).isTrue();
            assertThat(admission.waiting().stream().map(Waiter::ahead))
                    .containsExactlyElementsOf(LongStream.range(0, callers.size())
                            .mapToObj(Math::toIntExact)
                            .toList());
        }

        private List<String> line() {
            return admission.waiting().stream().map(Waiter::name).toList();
        }

        /** Nobody starves: when others end, one after the other, everybody gets in; and everything is given back. */
        private void wayOut() {
            admission.found(Condition.HEALTHY);
            reference.open(true);
            settle();
            while (!reference.held().isEmpty()) {
                letGo();
                settle();
            }
            assertThat(callers).isEmpty();
            assertThat(admission.capacity(Demand.of("any", 1, 0.1)).free()).isEqualTo(6);
        }
    }

    @Test
    void randomSequences_goAsTheReferenceSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Sequence(seed).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
