package dev.tandemwork.sysbox.internal.docker;

import java.util.List;
import java.util.Map;

/** Labels as an engine's filters take them. */
final class Labels {
    private Labels() {}

    static List<String> filter(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
    }
}
