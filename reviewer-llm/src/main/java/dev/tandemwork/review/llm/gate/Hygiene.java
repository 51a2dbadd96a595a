package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.HiddenCharacters;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people do not see in a change, or see as something else, and what can't be read at all. */
final class Hygiene implements Gate {
    private static final String CATEGORY = "hygiene";
    private static final int LONG_LINE = 5_000;
    private static final int JOINER = 0x200D;
    private static final int VARIATION = 0xFE0F;
    private static final Pattern MARKER = Pattern.compile("(?:<{7}|>{7}|\\|{7})(?: .*)?\\r?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9+/]{400,}={0,2}");
    private static final Pattern LFS = Pattern.compile("version https://git-lfs\\.github\\.com/spec/v1");
    private static final Pattern HIDING = Pattern.compile(
            "^\\S*(\\*|\\.(java|kt|jsx?|tsx?|py|go|sh|ya?ml|json|xml))\\s(.*\\s)?(-diff|binary|linguist-(generated|vendored)(?!=false))\\b");
    private static final Set<UnicodeScript> LOOK_ALIKE =
            Set.of(UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.ARMENIAN);

    /** What a line must not be. */
    private record LineCheck(Level level, String title, BiPredicate<FileChange, DiffLine> fails) {
        static LineCheck ofText(Level level, String title, Predicate<String> fails) {
            return new LineCheck(level, title, (file, line) -> fails.test(line.text()));
        }
    }

    private static final List<LineCheck> CHECKS = List.of(
            LineCheck.ofText(
                    Level.BLOCK,
                    "text shows in another order than it has",
                    text -> has(text, HiddenCharacters::isBidirectional)),
            new LineCheck(
                    Level.BLOCK,
                    "there are characters that do not show",
                    (file, line) -> hasInvisible(line.text(), line.after() == 1)),
            LineCheck.ofText(
                    Level.BLOCK, "a word has letters of several scripts that look alike", Hygiene::isLookAlike),
            LineCheck.ofText(
                    Level.BLOCK,
                    "a conflict marker was left",
                    text -> MARKER.matcher(text).matches()),
            new LineCheck(
                    Level.BLOCK,
                    "an attribute hides files from reviewers",
                    (file, line) -> file.path().endsWith(".gitattributes")
                            && HIDING.matcher(line.text()).find()),
            LineCheck.ofText(Level.PERSON, "there are control characters", text -> has(text, Hygiene::isOddControl)),
            LineCheck.ofText(Level.PERSON, "a line is too long to be read", text -> text.length() > LONG_LINE),
            LineCheck.ofText(
                    Level.PERSON,
                    "encoded content can't be read",
                    text -> BLOB.matcher(text).find()),
            LineCheck.ofText(
                    Level.PERSON,
                    "the content lies outside of the repository",
                    text -> LFS.matcher(text).lookingAt()));

    @Override
    public List<Remark> check(Examined change) {
        return change.files()
                .flatMap(file ->
                        Stream.concat(ofFile(file).stream(), file.added().flatMap(line -> ofLine(file, line))))
                .toList();
    }

    private static List<Remark> ofFile(FileChange file) {
        List<Remark> remarks = new ArrayList<>();
        if (isStrange(file.path())) {
            remarks.add(remark(
                    file, Level.BLOCK, "the path has characters that do not show", "use letters, digits and dashes"));
        }
        if (file.content() == FileChange.Content.BINARY && file.after().isPresent()) {
            remarks.add(remark(
                    file, Level.PERSON, "a binary file can't be reviewed", "leave it out, or say where it comes from"));
        }
        if (file.after().mode() != file.before().mode()) {
            remarks.addAll(ofMode(file));
        }
        return remarks;
    }

    private static List<Remark> ofMode(FileChange file) {
        return switch (file.after().mode()) {
            case SYMLINK -> List.of(ofLink(file));
            case SUBMODULE -> List.of(remark(file, Level.PERSON, "code of another repository is taken in", "say why"));
            case EXECUTABLE -> List.of(remark(file, Level.PERSON, "a file can be run that could not", "say why"));
            case REGULAR, ABSENT -> List.of();
        };
    }

    private static Remark ofLink(FileChange file) {
        String target = file.added().map(DiffLine::text).collect(Collectors.joining());
        boolean leaves = target.startsWith("/") || target.contains("..") && climbs(file.path(), target);
        return leaves
                ? remark(file, Level.BLOCK, "a symbolic link leaves the repository", "link to a file of the repository")
                : remark(file, Level.PERSON, "a symbolic link is added", "use a file");
    }

    private static boolean climbs(String path, String target) {
        int depth = path.split("/").length - 1;
        for (String part : target.split("/")) {
            depth += part.equals("..") ? -1 : part.equals(".") || part.isEmpty() ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStrange(String path) {
        return path.startsWith("\"")
                || path.codePoints()
                        .anyMatch(c -> HiddenCharacters.isControl(c)
                                || HiddenCharacters.isBidirectional(c)
                                || HiddenCharacters.isInvisible(c)
                                || c == '\t');
    }

    private static Stream<Remark> ofLine(FileChange file, DiffLine line) {
        return CHECKS.stream()
                .filter(check -> check.fails.test(file, line))
                .map(check -> Remark.about(
                        file, shown(line), check.level, CATEGORY, check.title, "write it so that it can be read"));
    }

    private static DiffLine shown(DiffLine line) {
        String text = HiddenCharacters.show(line.text());
        return new DiffLine(line.kind(), line.before(), line.after(), text, line.ending(), line.encoding());
    }

    private static boolean has(String text, IntPredicate predicate) {
        return text.codePoints().anyMatch(predicate);
    }

    /** A joiner between pictures, and a mark of the byte order at the start of a file, are as usual. */
    private static boolean hasInvisible(String text, boolean isFirst) {
        int[] characters = text.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            boolean mark = isFirst && at == 0 && characters[at] == 0xFEFF;
            boolean joins = characters[at] == JOINER && at > 0 && isPicture(characters[at - 1]);
            if (HiddenCharacters.isInvisible(characters[at]) && !mark && !joins) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPicture(int character) {
        return character == VARIATION || character >= 0x1F000 || character >= 0x2600 && character <= 0x27BF;
    }

    private static boolean isOddControl(int character) {
        return HiddenCharacters.isControl(character) && character != '\r' && character != '\f';
    }

    private static boolean isLookAlike(String text) {
        return !isAscii(text) && WORD.matcher(text).results().anyMatch(word -> isMixed(word.group()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static boolean isMixed(String word) {
        Set<UnicodeScript> scripts =
                word.codePoints().mapToObj(UnicodeScript::of).collect(Collectors.toSet());
        return scripts.contains(UnicodeScript.LATIN) && scripts.stream().anyMatch(LOOK_ALIKE::contains);
    }

    private static Remark remark(FileChange file, Level level, String title, String hint) {
        return Remark.about(file, level, CATEGORY, title, hint);
    }
}
