package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Outline;
import dev.tandemwork.graph.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the path that a run is to be forked at in its graph, and in what is recorded of it. */
final class ForkPath {
    private final RunHistory history;
    private final NodePath target;
    private final Map<String, Map<String, Integer>> recorded = new HashMap<>();
    private final Map<String, Map<String, List<String>>> opened = new HashMap<>();

    private ForkPath(RunHistory history, NodePath target) {
        this.history = history;
        this.target = target;
        List<JournalEntry> entries = history.entries();
        for (int i = 0; i < entries.size(); i++) {
            index(entries.get(i), i);
        }
    }

    /**
     * Returns the scopes on the way to {@code target}.
     *
     * @throws EngineException if the graph or the run has no such path
     */
    static List<ForkPoint> find(RunHistory history, NodePath target, Outline graph) {
        return new ForkPath(history, target).walk(graph);
    }

    static List<String> segments(NodePath path) {
        Deque<String> segments = new ArrayDeque<>();
        for (NodePath at = path; at.parent() != null; at = at.parent()) {
            segments.addFirst(at.segment());
        }
        return List.copyOf(segments);
    }

    private void index(JournalEntry entry, int sequence) {
        if (entry instanceof JournalEntry.BranchesOpened branches) {
            opened.put(branches.path().toString(), branches.after());
        }
        if (!(entry instanceof JournalEntry.Cancelled)) {
            for (NodePath at = entry.path(); at.parent() != null; at = at.parent()) {
                recorded.computeIfAbsent(at.parent().toString(), scope -> new LinkedHashMap<>())
                        .putIfAbsent(at.segment(), sequence);
            }
        }
    }

    private List<ForkPoint> walk(Outline graph) {
        List<ForkPoint> points = new ArrayList<>();
        Outline outline = graph;
        NodePath scope = NodePath.root();
        for (String segment : segments(target)) {
            requireOne(points, scope);
            ForkPoint point = find(outline, scope, segment);
            points.add(point);
            scope = scope.child(point.segment());
            outline = point.isScriptStep()
                    ? new Outline(List.of())
                    : outline.places().get(point.index()).inside(point.segment());
        }
        return points;
    }

    private ForkPoint find(Outline outline, NodePath scope, String wanted) {
        Map<String, Integer> here = recorded.getOrDefault(scope.toString(), Map.of());
        int index = ForkPoint.indexOf(outline, NodePath.nameOf(wanted));
        if (index < 0 && (outline.places().isEmpty() || isNode(scope)) && here.containsKey(wanted)) {
            return new ForkPoint(outline, index, wanted, true, here.get(wanted), Map.of());
        }
        if (index < 0) {
            throw EngineException.of("graph has no step [" + NodePath.nameOf(wanted) + "] in [" + scope
                    + "], to fork run [" + history.run() + "] at [" + target + "]; expected one of "
                    + outline.names());
        }
        return find(outline, index, scope, wanted);
    }

    private boolean isNode(NodePath scope) {
        return history.entries().stream()
                .anyMatch(entry -> entry.path().equals(scope)
                        && (entry instanceof JournalEntry.NodeCompleted || entry instanceof JournalEntry.NodeFailed));
    }

    private ForkPoint find(Outline outline, int index, NodePath scope, String wanted) {
        Outline.Place place = outline.places().get(index);
        boolean whole = ForkPoint.suffix(wanted).isEmpty() && isMany(place.step());
        for (var found : recorded.getOrDefault(scope.toString(), Map.of()).entrySet()) {
            String segment = found.getKey();
            if (place.isNamed(NodePath.nameOf(segment))
                    && (whole || ForkPoint.suffix(segment).equals(ForkPoint.suffix(wanted)))) {
                NodePath step = scope.child(NodePath.nameOf(segment));
                Map<String, List<String>> branches = opened.getOrDefault(step.toString(), Map.of());
                return new ForkPoint(outline, index, segment, whole, found.getValue(), branches);
            }
        }
        throw EngineException.of("run [" + history.run() + "] has nothing at [" + target + "]; expected "
                + nearby(scope) + "; fork it at one of those, or at what comes before");
    }

    private static boolean isMany(Step step) {
        return step instanceof Step.Rounds || step instanceof Step.Fork || step instanceof Step.Split;
    }

    private void requireOne(List<ForkPoint> points, NodePath scope) {
        if (!points.isEmpty() && points.get(points.size() - 1).whole()) {
            throw EngineException.of("path [" + target + "] does not say which [" + scope.name()
                    + "] is meant; expected " + nearby(scope.parent() == null ? scope : scope.parent()));
        }
    }

    private String nearby(NodePath scope) {
        Map<String, Integer> here = recorded.getOrDefault(scope.toString(), Map.of());
        return here.isEmpty() ? "nothing under [" + scope + "]" : "one of " + here.keySet() + " in [" + scope + "]";
    }
}
