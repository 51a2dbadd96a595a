package dev.tandemwork.testkit.github.internal.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what git tells of the files between two commits. */
final class Comparison {
    private static final String ABSENT = "0".repeat(40);

    private final Git git;
    private final String from;
    private final String to;

    Comparison(Git git, String from, String to) {
        this.git = git;
        this.from = from;
        this.to = to;
    }

    byte[] patch() {
        return git.bytes("diff", "--no-color", "-M", "--full-index", from, to);
    }

    List<ChangedFile> files() {
        List<Raw> raws = raws();
        List<String> patches = patches();
        List<int[]> counts = counts();
        return IntStream.range(0, raws.size())
                .mapToObj(i -> raws.get(i).file(counts.get(i), hunks(raws.size(), patches, i)))
                .toList();
    }

    private static Optional<String> hunks(int files, List<String> patches, int index) {
        // a change of a file's type is two patches, which no index can tell apart
        if (patches.size() != files) {
            return Optional.empty();
        }
        int start = patches.get(index).indexOf("\n@@ ");
        return start < 0
                ? Optional.empty()
                : Optional.of(patches.get(index).substring(start + 1).stripTrailing());
    }

    private List<String> patches() {
        String all = git.text("diff", "--no-color", "-M", from, to);
        return all.isEmpty() ? List.of() : List.of(all.split("(?m)(?=^diff --git )"));
    }

    private List<Raw> raws() {
        String[] parts =
                git.text("diff", "-z", "--raw", "--no-abbrev", "-M", from, to).split("\0");
        List<Raw> raws = new ArrayList<>();
        int at = 0;
        while (at + 1 < parts.length) {
            List<String> head = List.of(parts[at].split(" "));
            boolean renamed = head.get(4).matches("[RC].*");
            raws.add(new Raw(head, parts[at + 1], renamed ? parts[at + 2] : ""));
            at += renamed ? 3 : 2;
        }
        return raws;
    }

    private List<int[]> counts() {
        List<int[]> counts = new ArrayList<>();
        for (String part : git.text("diff", "-z", "--numstat", "-M", from, to).split("\0")) {
            String[] columns = part.split("\t", 3);
            if (columns.length == 3) {
                counts.add(new int[] {count(columns[0]), count(columns[1])});
            }
        }
        return counts;
    }

    private static int count(String column) {
        return column.equals("-") ? 0 : Integer.parseInt(column);
    }

    private record Raw(List<String> head, String first, String second) {
        ChangedFile file(int[] counts, Optional<String> patch) {
            boolean renamed = !second.isEmpty();
            return new ChangedFile(
                    renamed ? second : first,
                    renamed ? Optional.of(first) : Optional.empty(),
                    status(),
                    head.get(3).equals(ABSENT) ? head.get(2) : head.get(3),
                    counts[0],
                    counts[1],
                    patch);
        }

        private String status() {
            return switch (head.get(4).charAt(0)) {
                case 'A' -> "added";
                case 'D' -> "removed";
                case 'R' -> "renamed";
                case 'C' -> "copied";
                case 'T' -> "changed";
                default -> "modified";
            };
        }
    }
}
