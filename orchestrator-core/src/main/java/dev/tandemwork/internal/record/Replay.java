package dev.tandemwork.internal.record;

import dev.tandemwork.budget.Money;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the journal knows of a run, by path. */
public final class Replay {
    private static final Replay NOTHING = new Replay();

    private final Map<String, NodeRecord> records = new HashMap<>();
    private final Map<String, Set<String>> steps = new HashMap<>();
    private final Map<String, Money> spent = new HashMap<>();
    private final List<JournalEntry.Cancelled> cancelled = new ArrayList<>();
    private @Nullable JournalEntry end;

    private Replay() {}

    /** Returns what is known of a run that has just begun. */
    public static Replay nothing() {
        return NOTHING;
    }

    /** Returns what {@code entries} tell. */
    public static Replay of(List<JournalEntry> entries) {
        return of(entries, entry -> true);
    }

    /** Returns what those of {@code entries} tell that pass {@code test}. */
    public static Replay of(List<JournalEntry> entries, Predicate<JournalEntry> test) {
        Replay replay = new Replay();
        entries.stream().filter(test).forEach(replay::add);
        return replay;
    }

    private void add(JournalEntry entry) {
        if (entry instanceof JournalEntry.RunCompleted || entry instanceof JournalEntry.RunFailed) {
            end = entry;
        } else if (entry instanceof JournalEntry.Cancelled stop) {
            cancelled.add(stop);
        } else if (!(entry instanceof JournalEntry.RunStarted)) {
            records.computeIfAbsent(entry.path().toString(), path -> new NodeRecord())
                    .add(entry);
            index(entry.path());
            addCost(entry.path(), costOf(entry));
        }
    }

    private static Money costOf(JournalEntry entry) {
        if (entry instanceof JournalEntry.NodeCompleted completed) {
            return completed.usage().cost();
        }
        if (entry instanceof JournalEntry.NodeFailed failed) {
            return failed.usage().cost();
        }
        return entry instanceof JournalEntry.AttemptFailed failed
                ? failed.usage().cost()
                : Money.ZERO;
    }

    private void addCost(NodePath path, Money cost) {
        if (!cost.equals(Money.ZERO)) {
            for (NodePath scope = path; scope != null; scope = scope.parent()) {
                spent.merge(scope.toString(), cost, Money::plus);
            }
        }
    }

    private void index(NodePath path) {
        NodePath parent = path.parent();
        NodePath step = path;
        while (parent != null
                && steps.computeIfAbsent(parent.toString(), scope -> new HashSet<>())
                        .add(step.name())) {
            step = parent;
            parent = step.parent();
        }
    }

    /** Returns what is known of {@code path}. */
    public @Nullable NodeRecord at(NodePath path) {
        return records.get(path.toString());
    }

    /** Returns the names of the steps in {@code scope} of which anything is known, at any depth. */
    public Set<String> stepsIn(NodePath scope) {
        return steps.getOrDefault(scope.toString(), Set.of());
    }

    /** Returns what was spent in {@code scope}, by every attempt of which the end is known. */
    public Money spentIn(NodePath scope) {
        return spent.getOrDefault(scope.toString(), Money.ZERO);
    }

    /** Returns what was cancelled. */
    public List<JournalEntry.Cancelled> cancelled() {
        return cancelled;
    }

    /** Returns how the run has ended, if it has. */
    public @Nullable JournalEntry end() {
        return end;
    }

    /** Returns whether nothing at all is known. */
    public boolean isEmpty() {
        return records.isEmpty() && cancelled.isEmpty() && end == null;
    }
}
