package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Outline;
import dev.tandemwork.graph.Overlay;
import dev.tandemwork.graph.Step;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, step by step of its graph, to be shown or drawn. It is made of what is recorded, and may listen to what
 * happens, by {@link RunOptions#withListener}; only that tells which nodes are running.
 *
 * <p>What it holds grows with the graph and with what is open, not with the run. Safe for use by many threads.
 */
public final class GraphStatus implements Consumer<RunEvent> {
    private final Outline graph;

    /** Guarded by this. */
    private final Map<String, Counts> counts = new LinkedHashMap<>();
    /** Guarded by this: what is running or asked, and which of the two. */
    private final Map<NodePath, State> open = new HashMap<>();
    /** Guarded by this. */
    private final Map<String, Outline> scopes = new HashMap<>();
    /** Guarded by this. */
    private long next;

    /** How one of the runs of a step stands. */
    private enum State {
        RUNNING,
        WAITING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /**
     * How often a step stands how: more than once where it is in a loop or in branches.
     *
     * @param running now
     * @param waiting for an answer
     * @param completed with a result
     * @param failed for good
     * @param cancelled before it had a result
     */
    public record Counts(int running, int waiting, int completed, int failed, int cancelled) {
        private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0);

        private Counts plus(State state, int by) {
            return new Counts(
                    running + (state == State.RUNNING ? by : 0),
                    waiting + (state == State.WAITING ? by : 0),
                    completed + (state == State.COMPLETED ? by : 0),
                    failed + (state == State.FAILED ? by : 0),
                    cancelled + (state == State.CANCELLED ? by : 0));
        }
    }

    private GraphStatus(Outline graph) {
        this.graph = graph;
    }

    /** Returns the status of a run of {@code graph} of which nothing is known. */
    public static GraphStatus of(Graph<?, ?> graph) {
        return new GraphStatus(Outline.of(graph));
    }

    /** Returns the status that follows from what is recorded of a run of {@code graph}. */
    public static GraphStatus of(Graph<?, ?> graph, RunHistory history) {
        GraphStatus status = of(graph);
        List<JournalEntry> entries = history.entries();
        for (int i = 0; i < entries.size(); i++) {
            status.accept(new RunEvent.Recorded(i, entries.get(i)));
        }
        return status;
    }

    /** Takes note of what happens. What is recorded is taken once, however often it is told. */
    @Override
    public synchronized void accept(RunEvent event) {
        if (event instanceof RunEvent.NodeStarted started) {
            set(started.path(), State.RUNNING);
        } else if (event instanceof RunEvent.BranchEnded ended) {
            end(path -> path.isAtOrUnder(ended.path()));
        } else if (event instanceof RunEvent.Recorded recorded && recorded.sequence() >= next) {
            next = recorded.sequence() + 1;
            record(recorded.entry());
        }
    }

    private void record(JournalEntry entry) {
        if (entry instanceof JournalEntry.NodeCompleted || entry instanceof JournalEntry.Answered) {
            set(entry.path(), State.COMPLETED);
        } else if (entry instanceof JournalEntry.NodeFailed) {
            set(entry.path(), State.FAILED);
        } else if (entry instanceof JournalEntry.Asked) {
            set(entry.path(), State.WAITING);
        } else if (entry instanceof JournalEntry.Cancelled) {
            end(path -> path.isAtOrUnder(entry.path()));
        } else if (entry instanceof JournalEntry.RunCompleted || entry instanceof JournalEntry.RunFailed) {
            end(path -> true);
        }
    }

    /** Takes what has not ended among {@code these} for cancelled. */
    private void end(Predicate<NodePath> these) {
        List<NodePath> ended = open.keySet().stream().filter(these).toList();
        ended.forEach(path -> set(path, State.CANCELLED));
    }

    private void set(NodePath path, State state) {
        String step = stepOf(path);
        if (step == null) {
            return;
        }
        boolean isOpen = state == State.RUNNING || state == State.WAITING;
        State before = isOpen ? open.put(path, state) : open.remove(path);
        Counts old = counts.getOrDefault(step, Counts.NOTHING);
        counts.put(step, (before == null ? old : old.plus(before, -1)).plus(state, 1));
    }

    /** Returns the path of the step in the graph; null if the graph does not know it, as with the steps of a script. */
    private @Nullable String stepOf(NodePath path) {
        StringBuilder step = new StringBuilder();
        Outline scope = graph;
        for (String segment : ForkPath.segments(path)) {
            var place = scope.find(NodePath.nameOf(segment));
            if (place.isEmpty()) {
                return null;
            }
            boolean isPart = place.get().step() instanceof Step.Split;
            step.append('/').append(place.get().name()).append(isPart ? ForkPoint.suffix(segment) : "");
            scope = scopes.computeIfAbsent(step.toString(), known -> place.get().inside(segment));
        }
        return step.toString();
    }

    /** Returns the counts by the path of the step in the graph, as in {@link Overlay}; without those still to come. */
    public synchronized Map<String, Counts> steps() {
        return Map.copyOf(counts);
    }

    /** Returns the status as marks, for {@link Graph#toMermaid(Overlay)}. */
    public synchronized Overlay overlay() {
        Map<String, Overlay.Mark> marks = new HashMap<>();
        counts.forEach((step, counted) -> marks.put(step, new Overlay.Mark(tone(counted), text(counted))));
        return new Overlay(marks);
    }

    private static Overlay.Tone tone(Counts counts) {
        if (counts.failed() > 0) {
            return Overlay.Tone.FAILED;
        }
        if (counts.waiting() > 0) {
            return Overlay.Tone.WAITING;
        }
        if (counts.running() > 0) {
            return Overlay.Tone.RUNNING;
        }
        return counts.completed() > 0 ? Overlay.Tone.COMPLETED : Overlay.Tone.CANCELLED;
    }

    private static String text(Counts counts) {
        StringBuilder text = new StringBuilder();
        add(text, counts.running(), "running");
        add(text, counts.waiting(), "waiting");
        add(text, counts.completed(), "completed");
        add(text, counts.failed(), "failed");
        add(text, counts.cancelled(), "cancelled");
        return text.toString();
    }

    private static void add(StringBuilder text, int count, String word) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(word);
        }
    }
}
