package dev.tandemwork.review.llm.gate;

import java.util.List;

/** The gates that are ready to use. */
public final class Gates {
    private Gates() {}

    /** Returns all of them. */
    public static List<Gate> standard() {
        return List.of(
                tests(), hardCoding(), suppressions(), supplyChain(), hygiene(), secrets(), scope(), protectedPaths());
    }

    /** Returns the gate against tests that are removed, skipped, emptied, or made to expect something else. */
    public static Gate tests() {
        return all(new TestLoss(), new Expectations(), TestTricks.gate());
    }

    /** Returns the gate against code that answers what a test asks, and values that equal all others. */
    public static Gate hardCoding() {
        return all(new SpecialCases(), new AlwaysEqual());
    }

    /** Returns the gate against telling tools to look away. */
    public static Gate suppressions() {
        return Suppressions.gate();
    }

    /** Returns the gate against foreign code in builds and CI. */
    public static Gate supplyChain() {
        return new SupplyChain();
    }

    /** Returns the gate against what does not show, and what can't be read. */
    public static Gate hygiene() {
        return new Hygiene();
    }

    /** Returns the gate against secrets. */
    public static Gate secrets() {
        return new SecretsGate();
    }

    /** Returns the gate against paths that the task may not touch, and changes that are too large. */
    public static Gate scope() {
        return new ScopeGate();
    }

    /** Returns the gate that leaves CI, builds, and instructions of agents to a person. */
    public static Gate protectedPaths() {
        return new ProtectedPaths();
    }

    private static Gate all(Gate... gates) {
        return change -> List.of(gates).stream()
                .flatMap(gate -> gate.check(change).stream())
                .toList();
    }
}
