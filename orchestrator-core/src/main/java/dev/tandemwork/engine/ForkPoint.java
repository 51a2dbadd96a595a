package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Outline;
import dev.tandemwork.graph.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One scope on the way to the path that a run is forked at, and the step in it that leads on.
 *
 * @param outline the steps of the scope
 * @param index of the step among them; -1 for a step of a script, which no graph knows
 * @param segment what the step is recorded as: {@code rounds#2}
 * @param whole whether all rounds or branches of the step are meant
 * @param first the place in the journal of the first entry at the step or under it
 * @param opened the branches of the step, if it has any: what each depends on
 */
record ForkPoint(
        Outline outline, int index, String segment, boolean whole, int first, Map<String, List<String>> opened) {

    static String suffix(String segment) {
        return segment.substring(NodePath.nameOf(segment).length());
    }

    boolean isScriptStep() {
        return index < 0;
    }

    private Step step() {
        return outline.places().get(index).step();
    }

    /** Returns whether what is recorded as {@code other} in this scope follows from the step. */
    boolean leadsTo(String other, int sequence) {
        int place = indexOf(outline, NodePath.nameOf(other));
        if (isScriptStep() || place < 0) {
            return sequence >= first;
        }
        return place > index || place == index && (whole || isLaterOrDependent(other));
    }

    private boolean isLaterOrDependent(String other) {
        if (step() instanceof Step.Rounds) {
            return round(other) > round(segment);
        }
        return affected().stream().anyMatch(key -> suffix(other).equals("[" + key + "]"));
    }

    private static long round(String segment) {
        String suffix = suffix(segment);
        return suffix.isEmpty() ? 0 : Long.parseLong(suffix.substring(1));
    }

    /** Returns whether the step itself, as in {@code task} for {@code task[api]}, is to forget {@code entry}. */
    boolean forgets(JournalEntry entry) {
        return entry instanceof JournalEntry.BranchArrived arrived && affected().contains(arrived.key());
    }

    /** Returns the key of the branch, and the keys of those that depend on it. */
    private Set<String> affected() {
        Set<String> keys = new HashSet<>();
        String suffix = suffix(segment);
        if (suffix.startsWith("[")) {
            keys.add(suffix.substring(1, suffix.length() - 1));
        }
        List<String> added = new ArrayList<>(keys);
        while (!added.isEmpty()) {
            List<String> reached = added;
            added = opened.entrySet().stream()
                    .filter(branch -> branch.getValue().stream().anyMatch(reached::contains))
                    .map(Map.Entry::getKey)
                    .filter(keys::add)
                    .toList();
        }
        return keys;
    }

    static int indexOf(Outline outline, String name) {
        return outline.find(name).map(outline.places()::indexOf).orElse(-1);
    }
}
