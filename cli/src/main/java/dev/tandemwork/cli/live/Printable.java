package dev.tandemwork.cli.live;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Text as a terminal can show it: what would move the cursor or hide text is made visible, and lines are cut to fit. */
public final class Printable {
    private static final String CUT = "...";
    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST = 4000;
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private Printable() {}

    /** Returns {@code raw} on one line. */
    public static String line(String raw) {
        String bounded = raw.length() > LONGEST ? raw.substring(0, LONGEST) + CUT : raw;
        StringBuilder shown = new StringBuilder(bounded.length());
        bounded.strip().codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** Returns {@code raw} with its line ends. */
    public static String text(String raw) {
        StringBuilder shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> append(shown, c, c == '\n'));
        return shown.toString();
    }

    /** Returns as much of {@code text} as fits {@code width} columns. */
    public static String clip(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        String mark = width > CUT.length() ? CUT : "";
        return fitting(text, width - mark.length()) + mark;
    }

    /** Returns {@code text} in exactly {@code width} columns. */
    public static String pad(String text, int width) {
        String clipped = clip(text, width);
        return clipped + " ".repeat(width - width(clipped));
    }

    /** Returns {@code text} broken at blanks into at most {@code most} lines of at most {@code width} columns. */
    public static List<String> wrap(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width && lines.size() < most - 1) {
            String fitting = fitting(rest, width);
            int blank = fitting.lastIndexOf(' ');
            int end = blank > 0 ? blank : Math.max(1, fitting.length());
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(clip(rest, width));
        return lines;
    }

    /** Returns how many columns {@code text} takes. */
    public static int width(String text) {
        return text.codePoints().map(Printable::columns).sum();
    }

    private static String fitting(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += columns(c);
            if (used > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            shown.append(' ');
        } else {
            append(shown, c, false);
        }
    }

    private static void append(StringBuilder shown, int c, boolean isKept) {
        if (!isKept && c != '\t' && isUnseen(c)) {
            shown.append("\\u").append(c > 0xFFFF ? Integer.toHexString(c) : HEX.toHexDigits((char) c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
