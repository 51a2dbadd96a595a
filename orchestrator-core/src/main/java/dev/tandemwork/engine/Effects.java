package dev.tandemwork.engine;

import dev.tandemwork.ContractException;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.record.NodeRecord;
import dev.tandemwork.journal.Payload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a node does to the outside world, and the steps of a script: what is known of them, over all attempts. {@code this}
 * guards the map, and is never held while code of the user is called.
 */
final class Effects {
    private static final long STEP_HAS_NO_INPUT = 0;

    private final Execution<?> run;
    private final NodePath path;
    private final @Nullable NodeRecord record;
    private @Nullable Map<String, Known> known;

    /** What was intended, and its result once it was done. */
    private record Known(Optional<Payload> result) {}

    Effects(Execution<?> run, NodePath path, @Nullable NodeRecord record) {
        this.run = run;
        this.path = path;
        this.record = record;
    }

    <T> T effect(String key, Class<T> type, Callable<Optional<T>> probe, Callable<T> act) throws Exception {
        Known state = state(key);
        if (state != null && state.result().isPresent()) {
            return state.result().get().as(type);
        }
        Codec<T> codec = Codec.of(type);
        Optional<T> happened = state == null ? Optional.empty() : require(probe.call(), "probe of", key);
        if (state == null) {
            record(new JournalEntry.EffectIntended(run.now(), path, key));
            put(key, Optional.empty());
        }
        T result = happened.isPresent() ? happened.get() : require(act.call(), "effect", key);
        Payload payload = Payload.of(codec.encode(result));
        record(new JournalEntry.EffectCompleted(run.now(), path, key, payload));
        put(key, Optional.of(payload));
        return result;
    }

    <T> T step(String name, Class<T> type, Callable<T> call) throws Exception {
        NodePath at = path.child(name);
        NodeRecord done = run.replay().at(at);
        if (done != null && done.completed() != null) {
            return done.completed().result().as(type);
        }
        Known earlier = state(name);
        if (earlier != null && earlier.result().isPresent()) {
            return earlier.result().get().as(type);
        }
        Codec<T> codec = Codec.of(type);
        long began = run.timers().nanoTime();
        T result = require(call.call(), "step", name);
        Payload payload = Payload.of(codec.encode(result));
        Duration took = Duration.ofNanos(run.timers().nanoTime() - began);
        record(new JournalEntry.NodeCompleted(
                run.now(), at, STEP_HAS_NO_INPUT, payload, Usage.NONE, 1, took, List.of()));
        put(name, Optional.of(payload));
        return result;
    }

    private void record(JournalEntry entry) {
        var journal = run.journal();
        if (journal != null) {
            journal.appendAndWait(entry);
        }
    }

    private synchronized @Nullable Known state(String key) {
        if (known != null && known.containsKey(key)) {
            return known.get(key);
        }
        Optional<Payload> recorded = record == null ? null : record.effects().get(key);
        return recorded == null ? null : new Known(recorded);
    }

    private synchronized void put(String key, Optional<Payload> result) {
        if (known == null) {
            known = new HashMap<>();
        }
        known.put(key, new Known(result));
    }

    private <T> T require(@Nullable T returned, String what, String key) {
        if (returned == null) {
            throw ContractException.of("node " + path, what + " [" + key + "] returned null; expected a value", null);
        }
        return returned;
    }
}
