package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileChange.Status;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds tests and assertions that are gone: counted by their declarations, over the whole change, so that tests may move. Where
 * code that is no test goes, too, a person decides whether its tests had to.
 */
final class TestLoss implements Gate {
    private static final String CATEGORY = "tests";
    private static final String HINT = "bring the tests back; if they had to go, say why in the pull request";
    private static final Map<Language, Pattern> TESTS = Map.of(
            Language.JAVA, Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b"),
            Language.JAVASCRIPT, Pattern.compile("^\\s*(it|test)(\\.each\\b.*)?\\s*\\("),
            Language.PYTHON, Pattern.compile("^\\s*(async\\s+)?def test\\w*\\("),
            Language.GO, Pattern.compile("^func (Test|Fuzz|Example)\\w*\\("));
    private static final Map<Language, Pattern> ASSERTIONS = Map.of(
            Language.JAVA,
                    Pattern.compile(
                            "\\b(assert\\w*|verify\\w*|expect\\w*|fail)\\s*\\(|^\\s*assert\\b|\\.(is|has|contains|does|starts|ends|matches|all|none|any)\\w*\\("),
            Language.JAVASCRIPT, Pattern.compile("\\b(expect|assert)\\b|\\.should\\b"),
            Language.PYTHON, Pattern.compile("^\\s*assert\\b|\\bself\\.assert\\w+\\(|\\bpytest\\.raises\\b"),
            Language.GO, Pattern.compile("\\bt\\.(Error|Fatal)f?\\(|\\b(assert|require)\\.\\w+\\("));

    @Override
    public List<Remark> check(Examined change) {
        int tests = change.files().mapToInt(file -> net(file, TESTS)).sum();
        int assertions = change.files().mapToInt(file -> net(file, ASSERTIONS)).sum();
        Level level = losesProduction(change) ? Level.PERSON : Level.BLOCK;
        return change.files()
                .flatMap(file -> check(file, tests, assertions, level).stream())
                .toList();
    }

    private static Optional<Remark> check(FileChange file, int tests, int assertions, Level level) {
        boolean loses = net(file, TESTS) < 0 && tests < 0;
        if (leavesTests(file)) {
            return Optional.of(remark(file, Level.BLOCK, "a test file is moved to where no tests are run"));
        }
        if (file.status() == Status.DELETED && FileKind.of(file) == FileKind.TEST) {
            return Optional.of(remark(file, loses ? level : Level.NOTE, "a test file is deleted"));
        }
        if (loses) {
            return Optional.of(remark(file, level, "there are fewer tests than before"));
        }
        return net(file, ASSERTIONS) < 0 && assertions < 0 && net(file, TESTS) <= 0
                ? Optional.of(remark(file, weakened(file), "there are fewer assertions than before"))
                : Optional.empty();
    }

    /** Where lines only go, assertions are taken away; where others come, they may be said in another way. */
    private static Level weakened(FileChange file) {
        return file.added().findAny().isEmpty() ? Level.BLOCK : Level.PERSON;
    }

    private static Remark remark(FileChange file, Level level, String title) {
        return Remark.about(file, level, CATEGORY, title, HINT);
    }

    private static boolean leavesTests(FileChange file) {
        return file.status() == Status.RENAMED
                && FileKind.of(file.before().path()) == FileKind.TEST
                && FileKind.of(file.after().path()) != FileKind.TEST;
    }

    private static boolean losesProduction(Examined change) {
        return change.files()
                .filter(file -> FileKind.of(file) == FileKind.PRODUCTION)
                .anyMatch(file -> file.removed().count() > file.added().count());
    }

    private static int net(FileChange file, Map<Language, Pattern> patterns) {
        Language language = Language.of(file.path());
        Pattern pattern = patterns.get(language);
        if (pattern == null || FileKind.of(file) != FileKind.TEST) {
            return 0;
        }
        return Math.toIntExact(count(language, pattern, file.added()) - count(language, pattern, file.removed()));
    }

    private static long count(Language language, Pattern pattern, Stream<DiffLine> lines) {
        return lines.map(line -> CodeLine.of(language, line))
                .filter(line -> pattern.matcher(line.code()).find())
                .count();
    }
}
