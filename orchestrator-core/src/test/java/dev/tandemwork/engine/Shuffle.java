package dev.tandemwork.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/** One thread, that of the test, which takes what is ready in an order that follows from a seed. */
final class Shuffle implements Executor {
    private final Random random;
    private final VirtualClock clock = new VirtualClock();
    private final List<Runnable> ready = new ArrayList<>();

    Shuffle(long seed) {
        random = new Random(seed);
    }

    Engine.Builder engine() {
        return Engine.builder().scheduling(this, clock).chance(random::nextDouble);
    }

    Random random() {
        return random;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    /** Takes a step; returns false when nothing is ready and no call is due. */
    boolean step() {
        if (ready.isEmpty() || random.nextInt(8) == 0 && clock.tick()) {
            return !ready.isEmpty() || clock.tick();
        }
        ready.remove(random.nextInt(ready.size())).run();
        return true;
    }

    void runAll() {
        int steps = 0;
        while (step()) {
            if (++steps > 1_000_000) {
                throw new AssertionError("the run goes round in circles");
            }
        }
    }
}
