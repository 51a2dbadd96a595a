package dev.tandemwork.cli.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Spelling {
    private Spelling() {}

    /** Returns {@code "; did you mean [x]?"}, or nothing if no word of {@code known} is near. */
    static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean [" + near + "]?")
                .orElse("");
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        String plain = plain(word);
        return known.stream()
                .filter(candidate -> distance(plain, plain(candidate)) <= most)
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
    }

    private static String plain(String word) {
        String shortened = word.length() > 64 ? word.substring(0, 64) : word;
        return shortened.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            next(row, one.charAt(i - 1), other);
        }
        return row[other.length()];
    }

    private static void next(int[] row, char c, String other) {
        int diagonal = row[0]++;
        for (int j = 1; j < row.length; j++) {
            int above = row[j];
            int changed = diagonal + (c == other.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
            diagonal = above;
        }
    }
}
