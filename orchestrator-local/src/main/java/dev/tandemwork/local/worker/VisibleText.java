package dev.tandemwork.local.worker;

import java.util.HexFormat;

/** Text that does nothing to the terminal it is shown on: what would is shown as a sign instead. */
final class VisibleText {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7f;
    private static final HexFormat HEX = HexFormat.of();

    private VisibleText() {}

    /** Returns {@code text} as one line. */
    static String line(String text) {
        return of(text, false);
    }

    /** Returns {@code text}, with its lines and tabs. */
    static String block(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean keepsLayout) {
        if (text.chars().noneMatch(VisibleText::acts)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            append(visible, text.charAt(i), keepsLayout);
        }
        return visible.toString();
    }

    private static void append(StringBuilder visible, char c, boolean keepsLayout) {
        if (!acts(c) || keepsLayout && (c == '\n' || c == '\t')) {
            visible.append(c);
        } else if (c < ' ') {
            visible.append((char) (PICTURES + c));
        } else {
            visible.append(c == DELETE ? "\u2421" : "\\u" + HEX.toHexDigits(c));
        }
    }

    private static boolean acts(int c) {
        return Character.isISOControl(c) || reorders(c);
    }

    /** The characters that turn the direction of writing can make text read other than it is. */
    private static boolean reorders(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }
}
