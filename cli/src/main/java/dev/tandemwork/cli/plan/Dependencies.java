package dev.tandemwork.cli.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks how the tasks of a file hang together. */
final class Dependencies {
    private final Map<String, TaskField.Found> byId = new LinkedHashMap<>();

    private Dependencies() {}

    static void check(List<TaskField.Found> tasks) {
        Dependencies all = new Dependencies();
        tasks.forEach(all::add);
        tasks.forEach(all::requireKnown);
        all.requireNoCircle();
    }

    private void add(TaskField.Found found) {
        if (byId.putIfAbsent(found.task().id(), found) != null) {
            found.place()
                    .problem("task [" + found.task().id() + "] is there twice; expected each id once; "
                            + "give this one another id");
        }
    }

    private void requireKnown(TaskField.Found found) {
        List<String> ids = found.task().dependsOn();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            if (!byId.containsKey(id)) {
                found.dependencies()
                        .get(i)
                        .problem("task [" + found.task().id() + "] depends on [" + id
                                + "], which is not in the plan; expected one of " + String.join(", ", byId.keySet())
                                + Spelling.hint(id, byId.keySet()));
            }
        }
    }

    private void requireNoCircle() {
        Set<String> done = new LinkedHashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (TaskField.Found found : byId.values()) {
                moved |= isReady(found, done) && done.add(found.task().id());
            }
        }
        Set<String> stuck = new LinkedHashSet<>(byId.keySet());
        stuck.removeAll(done);
        if (!stuck.isEmpty()) {
            tell(circle(stuck));
        }
    }

    private boolean isReady(TaskField.Found found, Set<String> done) {
        return found.task().dependsOn().stream().allMatch(id -> done.contains(id) || !byId.containsKey(id));
    }

    /** Every stuck task waits for a stuck one, so that following them ends in a circle. */
    private List<String> circle(Set<String> stuck) {
        List<String> walk = new ArrayList<>();
        String at = stuck.iterator().next();
        while (!walk.contains(at)) {
            walk.add(at);
            at = found(at).task().dependsOn().stream()
                    .filter(stuck::contains)
                    .findFirst()
                    .orElseThrow();
        }
        return walk.subList(walk.indexOf(at), walk.size());
    }

    private TaskField.Found found(String id) {
        return Objects.requireNonNull(byId.get(id), id);
    }

    private void tell(List<String> circle) {
        TaskField.Found first = found(circle.get(0));
        String way = String.join(" -> ", circle) + " -> " + circle.get(0);
        first.place()
                .problem("task [" + circle.get(0) + "] waits for itself: " + way
                        + "; expected no circle; remove a depends-on from it");
    }
}
