package dev.tandemwork.local.worker;

/** Text that does nothing to the terminal it is shown on: what would is shown as a sign instead. */
final class VisibleText {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7f;

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
        text.chars().forEach(c -> visible.append(keepsLayout && (c == '\n' || c == '\t') ? (char) c : sign(c)));
        return visible.toString();
    }

    private static boolean acts(int c) {
        return Character.isISOControl(c) || reorders(c);
    }

    /** The characters that turn the direction of writing can make text read other than it is. */
    private static boolean reorders(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    private static String sign(int c) {
        if (!acts(c)) {
            return String.valueOf((char) c);
        }
        if (c < ' ') {
            return String.valueOf((char) (PICTURES + c));
        }
        return c == DELETE ? "\u2421" : String.format("\\u%04x", c);
    }
}
