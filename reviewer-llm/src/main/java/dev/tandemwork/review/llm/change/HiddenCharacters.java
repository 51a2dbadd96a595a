package dev.tandemwork.review.llm.change;

import java.util.Locale;

/** Characters that people do not see, or that make them see something else than there is. */
public final class HiddenCharacters {
    private static final int FIRST_TAG = 0xE0000;
    private static final int LAST_TAG = 0xE0FFF;

    private HiddenCharacters() {}

    /** Returns whether it turns the direction of text, so that it shows in another order than it has. */
    public static boolean isBidirectional(int character) {
        return character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C;
    }

    /** Returns whether it has no width, or is one of the characters that tag others. */
    public static boolean isInvisible(int character) {
        return character >= 0x200B && character <= 0x200D
                || character >= 0x2060 && character <= 0x2064
                || character == 0xFEFF
                || character == 0x00AD
                || character == 0x180E
                || character >= FIRST_TAG && character <= LAST_TAG;
    }

    /** Returns whether it is a control character other than a tab. */
    public static boolean isControl(int character) {
        return character != '\t' && Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    /** Returns {@code text} with {@code <U+202E>} in the place of each such character. */
    public static String show(String text) {
        return isPlain(text) || text.codePoints().noneMatch(HiddenCharacters::isHidden) ? text : shown(text);
    }

    /** Most lines are, and this is told fast. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' && character != '\t' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isHidden(character)) {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int character) {
        return isControl(character) || isBidirectional(character) || isInvisible(character);
    }
}
