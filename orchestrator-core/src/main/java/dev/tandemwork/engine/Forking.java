package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Outline;
import dev.tandemwork.internal.record.EntryWriter;
import dev.tandemwork.journal.RunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a forked run takes over from another one: all but what follows, by the structure of the graph, from a path. */
final class Forking {
    private final RunHistory history;
    private final NodePath path;
    private final List<ForkPoint> points;

    private Forking(RunHistory history, NodePath path, List<ForkPoint> points) {
        this.history = history;
        this.path = path;
        this.points = points;
    }

    /**
     * Returns what a run forked at {@code path} takes over.
     *
     * @throws EngineException if the run or the graph has no such path
     */
    static Forking at(NodePath path, RunHistory history, Outline graph) {
        return new Forking(history, path, ForkPath.find(history, path, graph));
    }

    /**
     * Writes it to {@code log}. The beginning of the new run comes last, so that a run whose copy was cut off by a crash has
     * none, and can't be resumed as if it were whole.
     */
    void copy(RunLog log, Instant now, String fingerprint) {
        EntryWriter writer = EntryWriter.into(log);
        List<byte[]> records = new ArrayList<>();
        kept().forEach(entry -> records.add(writer.write(entry)));
        var origin = new JournalEntry.Origin(history.run().value(), path);
        JournalEntry.RunStarted started = history.started();
        records.add(writer.write(new JournalEntry.RunStarted(now, fingerprint, started.input(), Optional.of(origin))));
        log.append(records);
    }

    List<JournalEntry> kept() {
        List<JournalEntry> kept = new ArrayList<>();
        List<JournalEntry> entries = history.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (isKept(entries.get(i), i)) {
                kept.add(entries.get(i));
            }
        }
        return kept;
    }

    private boolean isKept(JournalEntry entry, int sequence) {
        if (entry instanceof JournalEntry.RunStarted
                || entry instanceof JournalEntry.RunCompleted
                || entry instanceof JournalEntry.RunFailed) {
            return false;
        }
        List<String> segments = ForkPath.segments(entry.path());
        for (int level = 0; level < points.size(); level++) {
            ForkPoint point = points.get(level);
            if (level == segments.size()) {
                return !isUndone(entry, sequence, point);
            }
            String segment = segments.get(level);
            if (point.whole() || !segment.equals(point.segment())) {
                return !point.leadsTo(segment, sequence) && !point.forgets(entry);
            }
        }
        return false;
    }

    /** Returns whether {@code entry}, at a scope around the path, says what is not so any more. */
    private static boolean isUndone(JournalEntry entry, int sequence, ForkPoint inside) {
        boolean isEffect =
                entry instanceof JournalEntry.EffectIntended || entry instanceof JournalEntry.EffectCompleted;
        return entry instanceof JournalEntry.Cancelled
                || inside.isScriptStep() && (!isEffect || sequence >= inside.first());
    }
}
