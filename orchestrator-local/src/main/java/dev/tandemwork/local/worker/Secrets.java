package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.LineVeil;
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

    /** Returns {@code text} without any secret. */
    String veil(String text) {
        return redactor.veil(text);
    }

    /** Returns the same for a text whose end was cut off. */
    String veilCut(String text) {
        return redactor.veilCut(text);
    }

    /** Returns a veil for the lines of one stream. */
    LineVeil lines() {
        return redactor.lines();
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
