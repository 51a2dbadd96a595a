package dev.tandemwork.sysbox.internal.warm;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The warm workers of one recipe, the oldest first. Guarded by the stock. */
final class Shelf<W> {
    private final Deque<Prepared<W>> ready = new ArrayDeque<>();
    private @Nullable WarmRecipe recipe;
    private int target;
    private int starting;
    private int failures;
    private boolean paused;
    private long pauseEnd;

    void aim(WarmRecipe wanted, int size) {
        recipe = wanted;
        target = size;
    }

    void drain() {
        target = 0;
    }

    boolean isWanted() {
        return target > 0;
    }

    boolean isOver() {
        return target == 0 && starting == 0 && ready.isEmpty();
    }

    int size() {
        return ready.size();
    }

    void add(Prepared<W> worker) {
        ready.addLast(worker);
    }

    @Nullable
    Prepared<W> oldest() {
        return ready.peekFirst();
    }

    @Nullable
    Prepared<W> takeOldest() {
        return ready.pollFirst();
    }

    List<Prepared<W>> takeAged(Instant birth) {
        return takeWhile(() -> !ready.getFirst().since().isAfter(birth));
    }

    List<Prepared<W>> takeSurplus() {
        return takeWhile(() -> ready.size() > target);
    }

    List<Prepared<W>> takeAll() {
        return takeWhile(() -> true);
    }

    private List<Prepared<W>> takeWhile(BooleanSupplier goes) {
        List<Prepared<W>> taken = new ArrayList<>();
        while (!ready.isEmpty() && goes.getAsBoolean()) {
            taken.add(ready.removeFirst());
        }
        return taken;
    }

    /** Returns what is to be started; null if there is enough. */
    @Nullable
    WarmRecipe lacking() {
        return ready.size() + starting < target ? recipe : null;
    }

    void begin() {
        starting++;
    }

    /** A start has ended: it went well, it failed, or it was called off. */
    void end() {
        starting--;
    }

    void succeeded() {
        failures = 0;
        paused = false;
    }

    /** Returns how many have failed in a row. */
    int failed() {
        failures++;
        return failures;
    }

    void pause(long end) {
        paused = true;
        pauseEnd = end;
    }

    /** Returns the nanoseconds that are left of a pause. */
    long pauseLeft(long now) {
        return paused ? Math.max(0, pauseEnd - now) : 0;
    }
}
