package dev.tandemwork.testkit.github.internal.access;

/** Tokens in the shapes of GitHub's; their digits are a serial number. */
final class TokenText {
    private static final int OLD_LENGTH = 36;
    private static final int CLAIMS_LENGTH = 440;

    private TokenText() {}

    static String classic(long serial) {
        return "ghp_" + padded(serial, OLD_LENGTH);
    }

    static String fineGrained(long serial) {
        return "github_pat_" + padded(serial, 22) + "_" + padded(serial, 59);
    }

    /** Since 2026 such a token is some 520 characters long and has dots, dashes and underscores in it. */
    static String installation(long app, long serial) {
        return "ghs_" + app + "_eyJhbGciOiJIUzI1NiJ9." + padded(serial, CLAIMS_LENGTH) + "." + padded(serial, 20) + "-_"
                + padded(serial, 21);
    }

    private static String padded(long serial, int length) {
        String digits = Long.toString(serial);
        return "fakeTOKEN".repeat(length).substring(0, length - digits.length()) + digits;
    }
}
