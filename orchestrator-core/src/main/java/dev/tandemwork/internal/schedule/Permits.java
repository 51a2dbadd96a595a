package dev.tandemwork.internal.schedule;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits for each key, given out in the order in which they were asked for. Who must wait is called later and
 * holds no thread. {@code this} guards the fields, and is never held while a waiter is called.
 */
public final class Permits {
    /** Who waits for a permit. */
    @FunctionalInterface
    public interface Waiter {
        /** Offers the permit; returns whether it is taken. */
        boolean offer();
    }

    private static final class Pool {
        private int free;
        private final Queue<Waiter> waiting = new ArrayDeque<>();

        Pool(int free) {
            this.free = free;
        }
    }

    private final Map<String, Integer> sizes;
    private final int otherwise;
    private final Map<String, Pool> pools = new HashMap<>();

    private Permits(Map<String, Integer> sizes, int otherwise) {
        this.sizes = Map.copyOf(sizes);
        this.otherwise = otherwise;
    }

    /** Returns pools of the given sizes. */
    public static Permits pools(Map<String, Integer> sizes) {
        return new Permits(sizes, 0);
    }

    /** Returns one permit for each key. */
    public static Permits exclusive() {
        return new Permits(Map.of(), 1);
    }

    /** Returns whether there is a permit now; if not, {@code waiter} is offered one later. */
    public synchronized boolean acquire(String key, Waiter waiter) {
        Pool pool = pools.computeIfAbsent(key, name -> new Pool(sizes.getOrDefault(name, otherwise)));
        if (pool.free > 0) {
            pool.free--;
            return true;
        }
        pool.waiting.add(waiter);
        return false;
    }

    /** Gives a permit back, to whoever has waited longest. */
    public void release(String key) {
        Waiter next = nextOf(key);
        while (next != null && !next.offer()) {
            next = nextOf(key);
        }
    }

    private synchronized @Nullable Waiter nextOf(String key) {
        Pool pool = pools.get(key);
        if (pool == null) {
            return null;
        }
        Waiter next = pool.waiting.poll();
        if (next == null) {
            pool.free++;
            if (pool.free == sizes.getOrDefault(key, otherwise)) {
                pools.remove(key);
            }
        }
        return next;
    }
}
