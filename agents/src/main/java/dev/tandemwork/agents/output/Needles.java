package dev.tandemwork.agents.output;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds many texts at once, by the method of Wu and Manber: two characters at the end of a window as long as the shortest
 * head tell how far the window can be moved without missing one. It takes little memory, however many and long they are.
 */
final class Needles {
    private static final int SLOTS = 2048;
    private static final int WIDEST = 100;
    private static final int MULTIPLIER = 31;
    private static final Needle[] NONE = {};

    private final List<Needle> all;
    private final int window;
    private final int longest;
    private final byte[] steps = new byte[SLOTS];
    private final Needle[][] buckets = new Needle[SLOTS][];

    private Needles(List<Needle> needles) {
        all = needles;
        window = Math.min(
                WIDEST,
                needles.stream()
                        .mapToInt(needle -> needle.head().length())
                        .min()
                        .orElse(2));
        longest = needles.stream()
                .mapToInt(needle -> needle.head().length())
                .max()
                .orElse(0);
        Arrays.fill(steps, (byte) (window - 1));
        Arrays.fill(buckets, NONE);
        needles.forEach(this::add);
    }

    static Needles of(List<Needle> some, List<Needle> more) {
        return new Needles(Stream.concat(some.stream(), more.stream()).toList());
    }

    static Needles of(List<Needle> needles) {
        return new Needles(needles);
    }

    int longest() {
        return longest;
    }

    private void add(Needle needle) {
        String head = needle.head();
        for (int end = 1; end < window; end++) {
            int slot = slot(head.charAt(end - 1), head.charAt(end));
            steps[slot] = (byte) Math.min(steps[slot], window - 1 - end);
        }
        int slot = slot(head.charAt(window - 2), head.charAt(window - 1));
        Needle[] bucket = Arrays.copyOf(buckets[slot], buckets[slot].length + 1);
        bucket[bucket.length - 1] = needle;
        buckets[slot] = bucket;
    }

    void find(String text, Spans spans) {
        int at = window - 1;
        while (at < text.length()) {
            int slot = slot(text.charAt(at - 1), text.charAt(at));
            int step = steps[slot];
            if (step == 0) {
                match(text, at - window + 1, buckets[slot], spans);
                step = 1;
            }
            at += step;
        }
    }

    /** Finds heads of which the text's end is the beginning, if that is long enough to tell. */
    void findBegun(String text, Spans spans) {
        for (Needle needle : all) {
            int length = Math.min(needle.head().length() - 1, text.length());
            while (length >= Forms.SHORTEST && !text.endsWith(needle.head().substring(0, length))) {
                length--;
            }
            if (length >= Forms.SHORTEST) {
                spans.add(text.length() - length, text.length());
            }
        }
    }

    /** One that lies within another, or begins there, is found as well: all of them are veiled. */
    private static void match(String text, int start, Needle[] bucket, Spans spans) {
        for (Needle needle : bucket) {
            if (text.startsWith(needle.head(), start)) {
                int end = needle.end(text, start);
                if (end >= 0) {
                    spans.add(needle.from(text, start), end);
                }
            }
        }
    }

    private static int slot(char before, char last) {
        return (before * MULTIPLIER + last) & (SLOTS - 1);
    }
}
