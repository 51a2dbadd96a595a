package dev.tandemwork.github.auth;

import java.util.regex.Pattern;

/** Takes tokens of every known form out of texts that people will see. */
public final class Redaction {
    private static final Pattern TOKENS = Pattern.compile("(gh[opusr]_|github_pat_)[A-Za-z0-9._-]{20,}"
            + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9._-]+|\\b[0-9a-f]{40}(?=@)|(?<=://)[^/@\\s]+(?=@)");

    private Redaction() {}

    /** Returns {@code text} without what looks like a token. */
    public static String of(String text) {
        return TOKENS.matcher(text).replaceAll("***");
    }

    /** Returns {@code text} without {@code token}, whatever that looks like, and without what looks like a token. */
    public static String of(String text, Token token) {
        return of(text.replace(token.reveal(), "***"));
    }
}
