package dev.tandemwork.github.diff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Names of files as git writes them: in quotes, with escapes, when they have unusual characters. */
final class GitName {
    private static final String ESCAPES = "abtnvfr\"\\";
    private static final String MEANINGS = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final int OCTAL_DIGITS = 3;
    private static final int OCTAL = 8;

    private GitName() {}

    /** Returns the index after the closing quote of the name that {@code text} starts with. */
    static int end(String text) {
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return text.length();
    }

    static String unquoted(String name) {
        if (!name.startsWith("\"") || name.length() < 2) {
            return name;
        }
        String inner = name.substring(1, end(name) - 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < inner.length()) {
            at = inner.charAt(at) == '\\' && at + 1 < inner.length()
                    ? escape(inner, at + 1, bytes)
                    : plain(inner, at, bytes);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int plain(String inner, int at, ByteArrayOutputStream bytes) {
        int next = inner.offsetByCodePoints(at, 1);
        bytes.writeBytes(inner.substring(at, next).getBytes(StandardCharsets.UTF_8));
        return next;
    }

    private static int escape(String inner, int at, ByteArrayOutputStream bytes) {
        int known = ESCAPES.indexOf(inner.charAt(at));
        if (known >= 0) {
            bytes.write(MEANINGS.charAt(known));
            return at + 1;
        }
        int end = Math.min(inner.length(), at + OCTAL_DIGITS);
        String digits = inner.substring(at, end);
        if (digits.matches("[0-7]{3}")) {
            bytes.write(Integer.parseInt(digits, OCTAL));
            return end;
        }
        return plain(inner, at, bytes);
    }
}
