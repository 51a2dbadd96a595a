package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.Hunk;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds code that answers what a test asks: a condition on a literal with another literal for an answer, both in one test. */
final class SpecialCases implements Gate {
    private static final int LINES_TO_ANSWER = 2;
    private static final String LITERAL =
            "(\"(?:[^\"\\\\]|\\\\.){2,}\"|'(?:[^'\\\\]|\\\\.){2,}'|(?<![\\w.])-?\\d{2,}(?:\\.\\d+)?\\b|(?<![\\w.])\\d+\\.\\d+\\b)";
    private static final Pattern ANY = Pattern.compile(LITERAL);
    private static final Pattern QUESTION =
            Pattern.compile("(?:={2,3}\\s*|\\b(?:equals|equalsIgnoreCase|Equals)\\(\\s*|\\bcase\\s+|\\bwhen\\s+)"
                    + LITERAL + "|" + LITERAL + "(?:\\s*={2,3}|\\.equals\\()");
    private static final Pattern ANSWER =
            Pattern.compile("(?:\\breturn|->|=>|\\?|:|(?<![=!<>])=)\\s*" + LITERAL + "\\s*(?:[;,:})]|$)");

    @Override
    public List<Remark> check(Examined change) {
        return change.files()
                .filter(file -> FileKind.of(file) == FileKind.PRODUCTION)
                .flatMap(file -> file.hunks().stream().flatMap(hunk -> check(change, file, hunk)))
                .toList();
    }

    private static Stream<Remark> check(Examined change, FileChange file, Hunk hunk) {
        List<DiffLine> added = hunk.lines().stream().filter(DiffLine::isAdded).toList();
        List<Remark> remarks = new ArrayList<>();
        for (int at = 0; at < added.size(); at++) {
            if (isSpecialCase(change, added.subList(at, Math.min(added.size(), at + 1 + LINES_TO_ANSWER)))) {
                remarks.add(Remark.about(
                        file,
                        added.get(at),
                        Level.BLOCK,
                        "hard-coded",
                        "code knows what a test asks and what it expects",
                        "solve the problem for every input"));
            }
        }
        return remarks.stream();
    }

    private static boolean isSpecialCase(Examined change, List<DiffLine> lines) {
        Set<String> questions = literals(QUESTION, lines.get(0).text());
        Set<String> answers = lines.stream()
                .flatMap(line -> literals(ANSWER, line.text()).stream())
                .collect(Collectors.toSet());
        return questions.stream().anyMatch(question -> isTested(change, question, answers));
    }

    private static boolean isTested(Examined change, String question, Set<String> answers) {
        List<String> others =
                answers.stream().filter(answer -> !answer.equals(question)).toList();
        return !others.isEmpty()
                && change.linesWith().apply(question).entrySet().stream()
                        .filter(found -> FileKind.of(found.getKey()) == FileKind.TEST)
                        .map(Map.Entry::getValue)
                        .flatMap(List::stream)
                        .anyMatch(line -> literals(ANY, line).contains(question)
                                && others.stream()
                                        .anyMatch(answer -> literals(ANY, line).contains(answer)));
    }

    private static Set<String> literals(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(SpecialCases::literal)
                .map(literal -> literal.replaceAll("^[\"']|[\"']$", ""))
                .collect(Collectors.toSet());
    }

    private static String literal(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
