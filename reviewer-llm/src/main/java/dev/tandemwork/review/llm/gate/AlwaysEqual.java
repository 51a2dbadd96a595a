package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.Hunk;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds types whose values equal everything, so that whatever a test compares with them is right. */
final class AlwaysEqual implements Gate {
    private static final Pattern EQUALS = Pattern.compile(
            "\\bboolean equals\\(|\\bint compareTo\\(|def __(eq|ne|lt|gt|le|ge|cmp)__\\(|\\bfunc \\(.*\\) Equals?\\(|\\bequals\\s*\\([^)]*\\)\\s*(:\\s*boolean\\s*)?\\{");
    private static final Pattern ALWAYS = Pattern.compile("^\\s*return\\s+(true|True|0)\\s*;?\\s*}?\\s*$");
    private static final Pattern AT_ONCE = Pattern.compile("[{:]\\s*return\\s+(true|True|0)\\s*;?\\s*}?\\s*$");

    @Override
    public List<Remark> check(Examined change) {
        return change.files()
                .flatMap(file -> file.hunks().stream().flatMap(hunk -> check(file, hunk)))
                .toList();
    }

    private static Stream<Remark> check(FileChange file, Hunk hunk) {
        List<DiffLine> lines =
                hunk.lines().stream().filter(line -> !line.isRemoved()).toList();
        return IntStream.range(0, lines.size())
                .filter(at -> EQUALS.matcher(lines.get(at).text()).find() && isAlways(lines, at))
                .mapToObj(at -> Remark.about(
                        file,
                        lines.get(at),
                        Level.BLOCK,
                        "hard-coded",
                        "a value equals every other",
                        "compare what the values hold"));
    }

    private static boolean isAlways(List<DiffLine> lines, int at) {
        boolean follows = at + 1 < lines.size()
                && lines.get(at + 1).isAdded()
                && ALWAYS.matcher(lines.get(at + 1).text()).matches();
        return follows
                || lines.get(at).isAdded()
                        && AT_ONCE.matcher(lines.get(at).text()).find();
    }
}
