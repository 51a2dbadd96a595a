package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.gate.LinePairs.Pair;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds tests that expect something else than before, and thresholds that are easier to meet. */
final class Expectations implements Gate {
    private static final String CATEGORY = "tests";
    private static final Pattern ASSERTION =
            Pattern.compile("(?i)\\b(assert|expect|verify|should|require\\.|want|is\\w*Equal)|\\bt\\.(Error|Fatal)");
    private static final Pattern TOLERANCE = Pattern.compile(
            "(?i)tolerance|epsilon|delta|within|closeTo|approx|offset\\(|percent|almost_?equal|isclose|rel=|abs=|places");
    private static final Pattern SNAPSHOT =
            Pattern.compile("(.*/)?(__snapshots__/.*|[^/]*\\.(snap|golden|approved\\.\\w+))");
    private static final Pattern THRESHOLD = Pattern.compile(
            "(?i)fail[_-]under|<?minimum|threshold|coverage|\"?(branches|functions|lines|statements)\"?\\s*:|min[_-]?score");

    @Override
    public List<Remark> check(Examined change) {
        Level level = change.changesProduction() ? Level.NOTE : Level.PERSON;
        return change.files().flatMap(file -> check(file, level).stream()).toList();
    }

    private static List<Remark> check(FileChange file, Level level) {
        boolean isRewritten = SNAPSHOT.matcher(file.path()).matches() && file.status() == FileChange.Status.MODIFIED;
        if (isRewritten) {
            return List.of(Remark.about(
                    file,
                    level,
                    CATEGORY,
                    "a recorded expectation is another one",
                    "record it where the code changes"));
        }
        return LinePairs.of(file)
                .flatMap(pair -> check(file, pair, level).stream())
                .toList();
    }

    private static Optional<Remark> check(FileChange file, Pair pair, Level level) {
        String text = pair.after().text();
        if (FileKind.of(file) == FileKind.BUILD && THRESHOLD.matcher(text).find() && pair.growth() < 0) {
            return Optional.of(remark(file, pair, Level.BLOCK, "a threshold is lower than before"));
        }
        if (FileKind.of(file) != FileKind.TEST || !ASSERTION.matcher(text).find()) {
            return Optional.empty();
        }
        return TOLERANCE.matcher(text).find() && pair.growth() > 0
                ? Optional.of(remark(file, pair, Level.PERSON, "a test tolerates more than before"))
                : Optional.of(remark(file, pair, level, "a test expects something else than before"));
    }

    private static Remark remark(FileChange file, Pair pair, Level level, String title) {
        return Remark.about(
                file, pair.after(), level, CATEGORY, title, "mend the code instead, or say why this had to change");
    }
}
