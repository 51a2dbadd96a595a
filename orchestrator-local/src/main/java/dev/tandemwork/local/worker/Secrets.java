package dev.tandemwork.local.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The secrets that an agent may use, and the veil over them in all that is kept or told.
 *
 * @param values by the variable that the agent finds each one in
 */
record Secrets(Map<String, String> values) {
    private static final String VEIL = "***";
    private static final int SHORTEST = 6;
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]+@");

    Secrets {
        values = Map.copyOf(values);
    }

    /** Returns {@code text} without any secret of at least six characters, and without passwords in addresses. */
    String veil(String text) {
        String veiled = text;
        for (String value : longestFirst()) {
            veiled = veiled.replace(value, VEIL);
        }
        return veiled.contains("://") ? USER_INFO.matcher(veiled).replaceAll("$1" + VEIL + "@") : veiled;
    }

    private List<String> longestFirst() {
        List<String> known = new ArrayList<>(values.values());
        known.removeIf(value -> value.length() < SHORTEST);
        known.sort(Comparator.comparingInt(String::length).reversed());
        return known;
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
