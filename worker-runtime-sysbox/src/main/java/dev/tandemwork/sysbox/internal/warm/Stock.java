package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.Shortage;
import dev.tandemwork.sysbox.internal.warm.WarmEvent.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pool has, wants and gives up. {@code this} guards it all; it calls nobody, and tells its pool what to do. */
final class Stock<W> {
    private final Map<WarmKey, Shelf<W>> shelves = new HashMap<>();
    private final Set<Start> starting = new LinkedHashSet<>();
    private final Set<Reservation> leaving = new LinkedHashSet<>();
    private boolean closed;

    /**
     * What is to be cleared away.
     *
     * @param undone starts of which there is nothing yet
     * @param gone workers
     */
    record Cleared<W>(List<Start> undone, List<Prepared<W>> gone) {}

    synchronized List<Start> aim(Map<WarmRecipe, Integer> targets) {
        shelves.values().forEach(Shelf::drain);
        targets.forEach((recipe, size) -> shelf(recipe.key()).aim(recipe, size));
        return stop(start -> !shelf(start.key()).isWanted(), Why.DRAINED);
    }

    synchronized void add(Prepared<W> worker) {
        shelf(worker.key()).add(worker);
    }

    synchronized @Nullable Prepared<W> takeOldest(WarmKey key) {
        Shelf<W> shelf = shelves.get(key);
        return shelf == null ? null : shelf.takeOldest();
    }

    synchronized List<Prepared<W>> takeAged(Instant birth) {
        return takeFromAll(shelf -> shelf.takeAged(birth));
    }

    synchronized List<Prepared<W>> takeSurplus() {
        return takeFromAll(Shelf::takeSurplus);
    }

    synchronized Map<WarmKey, Integer> ready() {
        return shelves.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 0)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    /** Gives up the oldest workers first, then what is starting. What leaves already is not asked for twice. */
    synchronized Cleared<W> reclaim(Shortage shortage) {
        Shortage lacking = shortage;
        for (Reservation reservation : leaving) {
            lacking = lacking.without(reservation.demand());
        }
        List<Prepared<W>> gone = new ArrayList<>();
        Shelf<W> shelf = oldestShelf();
        while (!lacking.isNone() && shelf != null) {
            Prepared<W> oldest = Objects.requireNonNull(shelf.takeOldest());
            gone.add(oldest);
            leaving.add(oldest.reservation());
            lacking = lacking.without(oldest.reservation().demand());
            shelf = oldestShelf();
        }
        return new Cleared<>(stopFor(lacking), gone);
    }

    private @Nullable Shelf<W> oldestShelf() {
        return shelves.values().stream()
                .filter(shelf -> shelf.size() > 0)
                .min(Comparator.comparing(
                        shelf -> Objects.requireNonNull(shelf.oldest()).since()))
                .orElse(null);
    }

    private List<Start> stopFor(Shortage shortage) {
        List<Start> undone = new ArrayList<>();
        Shortage lacking = shortage;
        for (Start start : List.copyOf(starting)) {
            if (!lacking.isNone() && start.doom() == null) {
                lacking = lacking.without(start.demand());
                undone.addAll(stop(start::equals, Why.RECLAIMED));
            }
        }
        return undone;
    }

    synchronized Cleared<W> close() {
        List<Start> undone = stop(start -> true, Why.CLOSED);
        return new Cleared<>(undone, leave());
    }

    synchronized List<Prepared<W>> leave() {
        closed = true;
        return takeFromAll(Shelf::takeAll);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Returns what is to be started next, and counts it as starting; null for nothing now. */
    synchronized @Nullable WarmRecipe next(long now) {
        shelves.values().removeIf(Shelf::isOver);
        for (Shelf<W> shelf : shelves.values()) {
            WarmRecipe recipe = closed || shelf.pauseLeft(now) > 0 ? null : shelf.lacking();
            if (recipe != null) {
                shelf.begin();
                return recipe;
            }
        }
        return null;
    }

    /** There was no room for what was to be started. */
    synchronized void hasNoRoom(WarmKey key, long pauseEnd) {
        shelf(key).end();
        shelf(key).pause(pauseEnd);
    }

    /** There is room for a start. Returns whether it is still wanted. */
    synchronized boolean hasRoom(Start start) {
        boolean goes = !closed && shelf(start.key()).isWanted();
        if (goes) {
            starting.add(start);
        } else {
            shelf(start.key()).end();
        }
        return goes;
    }

    synchronized boolean begin(Start start) {
        return start.begin();
    }

    /** Returns why the worker that has started is not wanted any more; null if it is. */
    synchronized @Nullable Why started(Start start, Prepared<W> worker) {
        Why doom = end(start);
        if (doom == null) {
            shelf(start.key()).succeeded();
            add(worker);
        }
        return doom;
    }

    /** Returns the pause before another try; nothing if the start was called off. */
    synchronized Optional<WarmEvent.StartFailed> failed(Start start, Throwable cause, Backoff backoff, long now) {
        boolean calledOff = end(start) != null;
        leaving.remove(start.reservation());
        if (calledOff) {
            return Optional.empty();
        }
        Shelf<W> shelf = shelf(start.key());
        int failures = shelf.failed();
        Duration pause = backoff.after(failures);
        shelf.pause(now + pause.toNanos());
        return Optional.of(new WarmEvent.StartFailed(start.key(), cause, failures, pause));
    }

    private @Nullable Why end(Start start) {
        start.end();
        starting.remove(start);
        if (start.doom() == null) {
            shelf(start.key()).end();
        }
        return start.doom();
    }

    synchronized void leaves(Prepared<W> worker) {
        leaving.add(worker.reservation());
    }

    synchronized void left(Prepared<W> worker) {
        leaving.remove(worker.reservation());
    }

    /** Returns how long it is to the next thing that only time brings about. */
    synchronized Optional<Duration> nextDue(Instant birth, long now) {
        if (closed) {
            return Optional.empty();
        }
        Stream<Duration> ages = shelves.values().stream()
                .map(Shelf::oldest)
                .filter(Objects::nonNull)
                .map(worker -> Duration.between(birth, worker.since()));
        Stream<Duration> pauses = shelves.values().stream()
                .filter(shelf -> shelf.lacking() != null)
                .map(shelf -> Duration.ofNanos(shelf.pauseLeft(now)));
        return Stream.concat(ages, pauses).min(Comparator.naturalOrder());
    }

    private List<Start> stop(Predicate<Start> which, Why why) {
        List<Start> undone = new ArrayList<>();
        for (Start start : List.copyOf(starting)) {
            if (start.doom() == null && which.test(start)) {
                shelf(start.key()).end();
                if (start.stop(why)) {
                    leaving.add(start.reservation());
                } else {
                    starting.remove(start);
                    undone.add(start);
                }
            }
        }
        return undone;
    }

    private List<Prepared<W>> takeFromAll(Function<Shelf<W>, List<Prepared<W>>> take) {
        List<Prepared<W>> taken = shelves.values().stream()
                .flatMap(shelf -> take.apply(shelf).stream())
                .toList();
        if (!closed) {
            taken.forEach(this::leaves);
        }
        return taken;
    }

    private Shelf<W> shelf(WarmKey key) {
        return shelves.computeIfAbsent(key, absent -> new Shelf<>());
    }
}
