package dev.tandemwork.review.llm.change;

import java.util.Locale;
import java.util.stream.Collectors;

/** Git's form of a name with unusual characters, each byte given as the character of its number. */
final class Quoting {
    private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final String ESCAPES = "abtnvfr\"\\";

    private Quoting() {}

    /** Returns the name as {@code core.quotePath} has git write it. */
    static String quoteWhereNeeded(String name) {
        boolean plain = name.chars().allMatch(Quoting::isPlain);
        return plain ? name : quote(name);
    }

    static String quote(String name) {
        return name.chars().mapToObj(Quoting::quoted).collect(Collectors.joining("", "\"", "\""));
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x7f && character != '"' && character != '\\';
    }

    private static String quoted(int character) {
        int escape = ESCAPED.indexOf(character);
        if (escape >= 0) {
            return "\\" + ESCAPES.charAt(escape);
        }
        return isPlain(character) ? Character.toString(character) : String.format(Locale.ROOT, "\\%03o", character);
    }
}
