package dev.tandemwork.sysbox.internal.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an admission should do, as simply as it can be said: no threads, lists only, everything added up anew. */
final class ReferenceLine {
    private record Entry(Demand demand, long turn) {}

    private final HostBudget budget;
    private final List<Entry> line = new ArrayList<>();
    private final Map<String, Demand> held = new LinkedHashMap<>();
    private boolean open = true;

    ReferenceLine(HostBudget budget) {
        this.budget = budget;
    }

    void ask(Demand demand, long nowMinutes) {
        line.add(new Entry(demand, nowMinutes - 5L * demand.priority()));
        line.sort(Comparator.comparingLong(Entry::turn));
        letIn();
    }

    void hold(Demand demand) {
        held.put(demand.name(), demand);
    }

    void letGo(String name) {
        held.remove(name);
        letIn();
    }

    void giveUp(String name) {
        line.removeIf(entry -> entry.demand().name().equals(name));
        letIn();
    }

    void open(boolean now) {
        open = now;
        letIn();
    }

    boolean fits(Demand demand) {
        double cpus = held.values().stream().mapToDouble(Demand::cpus).sum() + demand.cpus();
        return memory() + demand.memoryBytes() <= budget.memoryBytes()
                && cpus <= budget.cpus() * budget.overcommit() + 1e-9
                && held.size() < budget.workers();
    }

    boolean letsWarmIn(Demand demand) {
        return open && line.isEmpty() && fits(demand);
    }

    long memory() {
        return held.values().stream().mapToLong(Demand::memoryBytes).sum();
    }

    List<String> held() {
        return List.copyOf(held.keySet());
    }

    List<String> line() {
        return line.stream().map(entry -> entry.demand().name()).toList();
    }

    private void letIn() {
        while (open && !line.isEmpty() && fits(line.get(0).demand())) {
            hold(line.remove(0).demand());
        }
    }
}
