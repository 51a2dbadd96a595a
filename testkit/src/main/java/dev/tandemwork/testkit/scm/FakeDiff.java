package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.DiffResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A unified diff with one hunk a file, without context: exact, if not as short as git's. */
final class FakeDiff {
    private final StringBuilder patch = new StringBuilder();
    private final List<String> paths = new ArrayList<>();

    private FakeDiff() {}

    static DiffResult.Complete of(Map<String, String> before, Map<String, String> after) {
        FakeDiff diff = new FakeDiff();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .forEach(path -> diff.file(path, before.get(path), after.get(path)));
        return new DiffResult.Complete(diff.patch.toString(), diff.paths);
    }

    private void file(String path, @Nullable String before, @Nullable String after) {
        paths.add(path);
        patch.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
        if (before == null) {
            patch.append("new file mode 100644\n");
        }
        if (after == null) {
            patch.append("deleted file mode 100644\n");
        }
        patch.append("--- ").append(before == null ? "/dev/null" : "a/" + path).append('\n');
        patch.append("+++ ").append(after == null ? "/dev/null" : "b/" + path).append('\n');
        hunk(lines(before), lines(after));
    }

    private static List<String> lines(@Nullable String content) {
        return content == null ? List.of() : content.lines().toList();
    }

    private void hunk(List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && fromEnd(before, tail).equals(fromEnd(after, tail))) {
            tail++;
        }
        body(head, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    }

    private static String fromEnd(List<String> lines, int back) {
        return lines.get(lines.size() - 1 - back);
    }

    private void body(int head, List<String> removed, List<String> added) {
        patch.append("@@ -")
                .append(range(head, removed))
                .append(" +")
                .append(range(head, added))
                .append(" @@\n");
        removed.forEach(line -> patch.append('-').append(line).append('\n'));
        added.forEach(line -> patch.append('+').append(line).append('\n'));
    }

    /** A range of no lines names the line before it. */
    private static String range(int head, List<String> lines) {
        return (lines.isEmpty() ? head : head + 1) + "," + lines.size();
    }
}
