package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a program, taken apart as far as one line allows.
 *
 * @param line the line
 * @param code without comments, and with nothing in its strings
 * @param comment what follows the mark of a comment
 */
record CodeLine(DiffLine line, String code, String comment) {
    private static final String PARTS = "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|(?<comment>%s.*)";
    private static final Pattern SLASHES = Pattern.compile(PARTS.formatted("(?://|/\\*|^\\s*\\*)"), Pattern.DOTALL);
    private static final Pattern HASHES = Pattern.compile(PARTS.formatted("#"), Pattern.DOTALL);

    static CodeLine of(Language language, DiffLine line) {
        Pattern parts = language == Language.PYTHON || language == Language.OTHER ? HASHES : SLASHES;
        Matcher matcher = parts.matcher(line.text());
        StringBuilder code = new StringBuilder();
        String comment = "";
        while (matcher.find()) {
            boolean isComment = matcher.group("comment") != null;
            comment = isComment ? matcher.group() : comment;
            String quote = matcher.group().substring(0, 1);
            matcher.appendReplacement(code, isComment ? "" : Matcher.quoteReplacement(quote + quote));
        }
        matcher.appendTail(code);
        return new CodeLine(line, code.toString(), comment);
    }
}
