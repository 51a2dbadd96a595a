package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.Hunk;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds lines that a change replaces by themselves with other literals. */
final class LinePairs {
    private static final Pattern LITERAL = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|\\b\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|\\b(?:true|false|True|False|null|None|nil)\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    private LinePairs() {}

    /** A line before and after. */
    record Pair(DiffLine before, DiffLine after) {
        /** Returns how the last number that differs compares with what it was: positive if it has grown. */
        int growth() {
            List<BigDecimal> old = numbers(before.text());
            List<BigDecimal> young = numbers(after.text());
            int growth = 0;
            for (int at = 0; at < Math.min(old.size(), young.size()); at++) {
                int compared = young.get(at).compareTo(old.get(at));
                growth = compared == 0 ? growth : compared;
            }
            return growth;
        }

        private static List<BigDecimal> numbers(String text) {
            Matcher matcher = NUMBER.matcher(text);
            return matcher.results()
                    .map(found -> new BigDecimal(found.group().replace("_", "")))
                    .toList();
        }
    }

    static Stream<Pair> of(FileChange file) {
        return file.hunks().stream().flatMap(hunk -> pairs(hunk).stream());
    }

    private static List<Pair> pairs(Hunk hunk) {
        List<DiffLine> removed = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (DiffLine line : hunk.lines()) {
            if (line.isRemoved()) {
                removed.add(line);
            } else if (line.isAdded()) {
                partner(removed, line).ifPresent(before -> {
                    removed.remove(before);
                    pairs.add(new Pair(before, line));
                });
            } else {
                removed.clear();
            }
        }
        return pairs;
    }

    private static Optional<DiffLine> partner(List<DiffLine> removed, DiffLine added) {
        String shape = shape(added);
        return removed.stream()
                .filter(line -> shape(line).equals(shape)
                        && !line.text().strip().equals(added.text().strip()))
                .findFirst();
    }

    private static String shape(DiffLine line) {
        return LITERAL.matcher(line.text().strip()).replaceAll("?");
    }
}
