package dev.tandemwork.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks that are worked on together, each as soon as those it depends on have landed.
 *
 * @param title what the plan is about, for the report
 * @param tasks at least one; ids are unique, dependencies are known and free of cycles
 */
public record Plan(String title, List<Task> tasks) {
    /**
     * Checks the whole plan.
     *
     * @throws PlanException naming every problem at once
     */
    public Plan {
        tasks = List.copyOf(tasks);
        List<String> problems = problems(tasks);
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    private static List<String> problems(List<Task> tasks) {
        List<String> problems = new ArrayList<>();
        if (tasks.isEmpty()) {
            problems.add("it has no tasks");
        }
        Map<String, Task> byId = new LinkedHashMap<>();
        for (Task task : tasks) {
            if (byId.put(task.id(), task) != null) {
                problems.add("task [" + task.id() + "] is there twice; give each its own id");
            }
        }
        for (Task task : tasks) {
            unknown(task, byId, problems);
        }
        if (problems.isEmpty()) {
            cycle(byId, problems);
        }
        return problems;
    }

    private static void unknown(Task task, Map<String, Task> byId, List<String> problems) {
        for (String id : task.dependsOn()) {
            if (!byId.containsKey(id)) {
                problems.add("task [" + task.id() + "] depends on [" + id
                        + "], which is not in the plan; expected one of " + byId.keySet());
            }
        }
    }

    private static void cycle(Map<String, Task> byId, List<String> problems) {
        Set<String> done = new LinkedHashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Task task : byId.values()) {
                moved |= done.containsAll(task.dependsOn()) && done.add(task.id());
            }
        }
        Set<String> stuck = new LinkedHashSet<>(byId.keySet());
        stuck.removeAll(done);
        if (!stuck.isEmpty()) {
            problems.add("tasks " + stuck + " wait for each other; remove a dependsOn from the circle");
        }
    }
}
