package dev.tandemwork.agents.output;

import java.util.function.IntPredicate;

/** A set of ASCII characters. */
final class CharSet {
    private static final int SIZE = 128;

    private final boolean[] members = new boolean[SIZE];

    private CharSet() {}

    /** Returns letters, digits, and the characters of {@code others}. */
    static CharSet alphanumericAnd(String others) {
        return of(c -> Character.isLetterOrDigit(c) || others.indexOf(c) >= 0);
    }

    static CharSet of(IntPredicate isMember) {
        CharSet set = new CharSet();
        for (int c = 0; c < SIZE; c++) {
            set.members[c] = isMember.test(c);
        }
        return set;
    }

    boolean has(char c) {
        return c < SIZE && members[c];
    }

    /** Returns where the run of members ends that begins at {@code from}. */
    int endOfRun(String text, int from) {
        int at = from;
        while (at < text.length() && has(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Returns where the run of members begins that ends before {@code to}. */
    int startOfRun(String text, int to, int least) {
        int at = to;
        while (at > least && has(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
