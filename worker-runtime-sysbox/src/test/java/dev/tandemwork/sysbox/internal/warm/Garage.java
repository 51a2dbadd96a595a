package dev.tandemwork.sysbox.internal.warm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;

/** Starts workers that are names, runs what is to be done when a test says so, and knows what there is. */
final class Garage implements Starter<String>, Probe<String>, Executor {
    final Queue<Runnable> work = new ArrayDeque<>();
    final Set<String> alive = new LinkedHashSet<>();
    final Set<String> sick = new LinkedHashSet<>();
    final List<WarmEvent> events = new ArrayList<>();
    int startsThatFail;
    int removalsThatFail;
    int most;

    @Override
    public String start(String name, WarmRecipe recipe) throws Exception {
        if (startsThatFail > 0) {
            startsThatFail--;
            throw new IllegalStateException("no start");
        }
        alive.add(name);
        most = Math.max(most, alive.size());
        return name;
    }

    @Override
    public void discard(String worker) {
        if (removalsThatFail > 0) {
            removalsThatFail--;
            throw new IllegalStateException("no removal");
        }
        alive.remove(worker);
    }

    @Override
    public boolean isHealthy(String worker) {
        if (sick.contains(worker)) {
            throw new IllegalStateException("sick");
        }
        return alive.contains(worker);
    }

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /** Does what there is to be done, and what follows from it. */
    void runAll() {
        Runnable next = work.poll();
        while (next != null) {
            next.run();
            next = work.poll();
        }
    }

    /** Does something that is to be done, whatever came first. */
    void runAny(Random random) {
        List<Runnable> all = new ArrayList<>(work);
        if (!all.isEmpty()) {
            Runnable next = all.get(random.nextInt(all.size()));
            work.remove(next);
            next.run();
        }
    }

    <E> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<WarmEvent.Why> givenUp() {
        return events(WarmEvent.GivenUp.class).stream()
                .map(WarmEvent.GivenUp::why)
                .toList();
    }
}
