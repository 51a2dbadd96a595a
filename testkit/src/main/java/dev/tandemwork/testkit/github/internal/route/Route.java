package dev.tandemwork.testkit.github.internal.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leads requests of one kind to whoever answers them.
 *
 * @param method in capitals
 * @param template a path with names in braces; a last name with dots in it takes the rest, slashes included
 * @param needs what it asks of its caller
 * @param endpoint who answers
 */
public record Route(String method, String template, Needs needs, Endpoint endpoint) {
    Optional<Map<String, String>> match(String path) {
        String[] names = template.split("/", -1);
        String[] values = path.split("/", template.endsWith("...}") ? names.length : -1);
        if (names.length != values.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                parameters.put(names[i].replaceAll("[{}.]", ""), values[i]);
            } else if (!names[i].equals(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
