package dev.tandemwork.testkit.scm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A three-way merge of whole files: a file that both sides changed differently is a conflict. */
record FakeMerge(Map<String, String> files, List<String> conflicts) {

    static FakeMerge of(Map<String, String> base, Map<String, String> ours, Map<String, String> theirs) {
        Map<String, String> merged = new TreeMap<>();
        List<String> conflicts = new ArrayList<>();
        for (String path : changed(ours, theirs)) {
            String before = base.get(path);
            if (!Objects.equals(ours.get(path), theirs.get(path))
                    && !Objects.equals(ours.get(path), before)
                    && !Objects.equals(theirs.get(path), before)) {
                conflicts.add(path);
            }
            put(merged, path, Objects.equals(ours.get(path), before) ? theirs.get(path) : ours.get(path));
        }
        return new FakeMerge(merged, conflicts);
    }

    private static void put(Map<String, String> files, String path, @Nullable String content) {
        if (content != null) {
            files.put(path, content);
        }
    }

    private static Set<String> changed(Map<String, String> ours, Map<String, String> theirs) {
        Set<String> paths = new TreeSet<>(ours.keySet());
        paths.addAll(theirs.keySet());
        return paths;
    }
}
