package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts together what two selections have asked of the same field. */
final class Merged {
    private Merged() {}

    static void into(ObjectNode known, ObjectNode more) {
        more.properties().forEach(entry -> {
            if (known.get(entry.getKey()) instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode also) {
                into(inner, also);
            } else {
                known.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
