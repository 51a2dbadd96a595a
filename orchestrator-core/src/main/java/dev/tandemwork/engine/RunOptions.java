package dev.tandemwork.engine;

import dev.tandemwork.budget.Money;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How a run is started.
 *
 * @param id the run's name; unique in its store
 * @param budget what all nodes may spend together; empty for no bound
 * @param listeners each told of every event, in order, on a thread of its own
 */
public record RunOptions(RunId id, Optional<Money> budget, List<Consumer<? super RunEvent>> listeners) {
    /** Copies the list. */
    public RunOptions {
        listeners = List.copyOf(listeners);
    }

    /** Returns options for a run with a name that no other has. */
    public static RunOptions unnamed() {
        return id("run-" + UUID.randomUUID());
    }

    /** Returns options for the run {@code name}. */
    public static RunOptions id(String name) {
        return new RunOptions(RunId.of(name), Optional.empty(), List.of());
    }

    /** Returns these options with a bound on what all nodes may spend together. */
    public RunOptions withBudget(Money money) {
        return new RunOptions(id, Optional.of(money), listeners);
    }

    /** Returns these options with one more listener. What it throws is logged, and changes nothing. */
    public RunOptions withListener(Consumer<? super RunEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        List<Consumer<? super RunEvent>> more = new ArrayList<>(listeners);
        more.add(listener);
        return new RunOptions(id, budget, more);
    }
}
