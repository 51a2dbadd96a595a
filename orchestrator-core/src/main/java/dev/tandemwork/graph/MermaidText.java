package dev.tandemwork.graph;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a drawing says: ids, labels, and names of types. */
final class MermaidText {
    private MermaidText() {}

    /** Returns the id of what stands at {@code path}: different for different paths, and no word of Mermaid's own. */
    static String id(String path) {
        StringBuilder id = new StringBuilder("s");
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            id.append(plain ? String.valueOf(c) : c == '/' ? "__" : "_" + Integer.toHexString(c) + "_");
        }
        return id.toString();
    }

    static String escape(String text) {
        return text.replace("#", "#35;")
                .replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("`", "#96;")
                .replaceAll("\\s+", " ");
    }

    /** Returns {@code lines} as one quoted label; those that are empty are left out. */
    static String label(String... lines) {
        List<String> shown = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty()) {
                shown.add(escape(line));
            }
        }
        return '"' + String.join("<br/>", shown) + '"';
    }

    static String policies(NodePolicies policies) {
        List<String> words = new ArrayList<>();
        Duration timeout = policies.timeout();
        if (timeout != null) {
            words.add(time(timeout));
        }
        Duration idle = policies.idleTimeout();
        if (idle != null) {
            words.add("idle " + time(idle));
        }
        if (policies.retry().attempts() > 1) {
            words.add("retry " + policies.retry().attempts() + "x");
        }
        limits(policies, words);
        return String.join(", ", words);
    }

    private static void limits(NodePolicies policies, List<String> words) {
        if (policies.slots() != null) {
            words.add("slots " + policies.slots());
        }
        if (policies.mutex() != null) {
            words.add("one at a time");
        }
        var budget = policies.budget();
        if (budget != null) {
            words.add("up to " + budget);
        }
        var cache = policies.cache();
        if (cache != null) {
            words.add("cached " + time(cache.age()));
        }
    }

    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    static String join(Join join) {
        if (join instanceof Join.First first) {
            return first.count() == 1 ? "the first wins" : "the first " + first.count() + " win";
        }
        if (join instanceof Join.Fold) {
            return "each taken as it ends";
        }
        return join instanceof Join.All ? "all needed" : "every one awaited";
    }

    static String nameOf(Type type) {
        if (type instanceof Class<?> known) {
            return known.getSimpleName();
        }
        if (type instanceof ParameterizedType generic) {
            List<String> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(nameOf(argument));
            }
            return nameOf(generic.getRawType()) + "<" + String.join(", ", arguments) + ">";
        }
        return type.getTypeName();
    }
}
