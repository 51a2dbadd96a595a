package dev.tandemwork.testkit.run;

import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import dev.tandemwork.testkit.store.CrashPoint;
import dev.tandemwork.testkit.store.FaultyRunStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a sweep, on a world of its own, through one death of its process. */
final class Trial<W, I, O> {
    private static final RunId RUN = RunId.of("swept");

    private final W world;
    private final Consumer<W> check;
    private final Cast<I, O> cast;
    private final RunStore store;
    private final FaultyRunStore faulty;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();
    private @Nullable Outcome<O> outcome;

    Trial(W world, Consumer<W> check, Cast<I, O> cast, RunStore store) {
        this.world = world;
        this.check = check;
        this.cast = cast;
        this.store = store;
        this.faulty = FaultyRunStore.around(store);
    }

    void runUndisturbed() {
        startAndEnd();
        requireSound("without a crash, with the outcome [" + outcome + "]");
    }

    Outcome<O> expected() {
        Outcome<O> ended = outcome;
        if (ended == null) {
            throw new AssertionError("run could not be started");
        }
        return ended;
    }

    /** Returns how many bytes the last record has in a file, with its checksum and its line feed. */
    int lastRecord() {
        List<byte[]> records = store.read(RUN);
        return records.get(records.size() - 1).length + 10;
    }

    /** Returns whether the process died at all at {@code point}. */
    boolean survives(CrashPoint point, Outcome<O> expected) {
        faulty.crashAt(point);
        return survives("at " + point, expected);
    }

    /** Returns whether the process died at all as it wrote the last record, of which {@code bytes} bytes are left. */
    boolean survivesTornEnd(int bytes, Outcome<O> expected) {
        faulty.tearEnd(bytes);
        return survives("with " + bytes + " bytes of the last record written", expected);
    }

    private boolean survives(String when, Outcome<O> expected) {
        start();
        boolean died = faulty.hasCrashed();
        if (died) {
            goOn();
        }
        requireEqual(when, expected);
        requireSound("after a crash " + when);
        return died;
    }

    private void start() {
        try {
            startAndEnd();
        } catch (RunStoreException died) {
            outcome = null;
        }
    }

    private void startAndEnd() {
        try (Engine engine = cast.engine(faulty);
                Run<O> run = start(engine)) {
            outcome = cast.end(run);
        }
    }

    private RunOptions options() {
        return RunOptions.id(RUN.value()).withListener(this::count);
    }

    private void count(RunEvent event) {
        if (event instanceof RunEvent.NodeStarted started) {
            begun.merge(started.path() + " attempt " + started.attempt(), 1, Integer::sum);
        }
    }

    /** A run whose start was never recorded is started again. */
    private void goOn() {
        try (Engine engine = cast.engine(store);
                Run<O> run = hasBegun() ? resume(engine) : start(engine)) {
            outcome = cast.end(run);
        }
    }

    private boolean hasBegun() {
        return store.runs().contains(RUN) && !store.read(RUN).isEmpty();
    }

    private Run<O> resume(Engine engine) {
        return engine.resume(cast.graph(), options());
    }

    private Run<O> start(Engine engine) {
        return engine.start(cast.graph(), cast.input(), options());
    }

    private void requireEqual(String when, Outcome<O> expected) {
        if (!expected.equals(outcome)) {
            throw new AssertionError("outcome after a crash " + when + " is [" + outcome + "]; expected [" + expected
                    + "]; the journal has " + entries());
        }
    }

    private void requireSound(String when) {
        Map<String, Long> commits = entries().stream()
                .filter(JournalEntry.NodeCompleted.class::isInstance)
                .collect(Collectors.groupingBy(entry -> entry.path().toString(), Collectors.counting()));
        require(when, "committed more than once", commits, 1);
        require(when, "begun more than twice", begun, 2);
        try {
            check.accept(world);
        } catch (AssertionError wrong) {
            throw new AssertionError("the world is wrong " + when + ": " + wrong.getMessage(), wrong);
        }
    }

    private void require(String when, String what, Map<String, ? extends Number> counts, int most) {
        counts.forEach((path, count) -> {
            if (count.longValue() > most) {
                throw new AssertionError(
                        "node [" + path + "] was " + what + " " + when + "; the journal has " + entries());
            }
        });
    }

    private List<JournalEntry> entries() {
        return RunHistory.read(store, RUN).entries();
    }
}
