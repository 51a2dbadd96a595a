package dev.tandemwork.github;

import java.util.regex.Pattern;

/** What a host means by the sentences with which it refuses a merge: their numbers do not tell them apart. */
final class Refusals {
    private static final Pattern PASSING = pattern("base branch was modified");
    private static final Pattern CONFLICT = pattern("conflict");
    private static final Pattern HEAD = pattern("head (branch|sha).*(modified|match|changed)|expected head");
    private static final Pattern QUEUE = pattern("merge queue");

    private Refusals() {}

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Returns whether the same request may go through when it is made again. */
    static boolean isPassing(String sentence) {
        return PASSING.matcher(sentence).find() && !isOfHead(sentence);
    }

    static boolean isConflict(String sentence) {
        return CONFLICT.matcher(sentence).find();
    }

    static boolean isOfHead(String sentence) {
        return HEAD.matcher(sentence).find();
    }

    static boolean isOfQueue(String sentence) {
        return QUEUE.matcher(sentence).find();
    }
}
