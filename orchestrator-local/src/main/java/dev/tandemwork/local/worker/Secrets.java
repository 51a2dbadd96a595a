package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.Redactor;
import java.util.Map;

/** The secrets that an agent may use, and the veil over them in all that is kept or told. */
final class Secrets {
    private final Map<String, String> values;
    private final Redactor redactor;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
        this.redactor = Redactor.of(values.values());
    }

    /** Returns secrets by the variable that the agent finds each one in. */
    static Secrets of(Map<String, String> values) {
        return new Secrets(values);
    }

    Map<String, String> values() {
        return values;
    }

    Redactor redactor() {
        return redactor;
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
