package dev.tandemwork.scm;

import java.util.regex.Pattern;

/**
 * The full name of a git commit.
 *
 * @param hex 40 (SHA-1) or 64 (SHA-256) lower-case hex digits
 */
public record CommitId(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHORT = 10;

    /** Refuses anything but a full name. */
    public CommitId {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("commit [" + hex + "] is not 40 or 64 lower-case hex digits");
        }
    }

    /** Returns the first ten digits, for people. */
    public String abbreviated() {
        return hex.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return hex;
    }
}
