package dev.tandemwork.review.llm.change;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code git diff-tree --numstat -z}: how many lines were added and removed. Paths hold each byte as the
 * character of its number.
 */
record Counts(int added, int removed, String from, String to) {
    private static final int BINARY = -1;
    private static final Pattern ENTRY =
            Pattern.compile("(?<added>\\d{1,9}|-)\t(?<removed>\\d{1,9}|-)\t(?<path>.*)", Pattern.DOTALL);

    /** Reads one entry for each of {@code files}. */
    static List<Counts> readAll(NulFields fields, int files) {
        List<Counts> all = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            all.add(read(fields));
        }
        return all;
    }

    private static Counts read(NulFields fields) {
        String text = fields.next();
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw new UnreadableDiffException("entry [" + text + "] is not of the form that git counts lines in");
        }
        String path = entry.group("path");
        String from = path.isEmpty() ? fields.next() : path;
        String to = path.isEmpty() ? fields.next() : path;
        return new Counts(number(entry.group("added")), number(entry.group("removed")), from, to);
    }

    private static int number(String text) {
        return text.equals("-") ? BINARY : Integer.parseInt(text);
    }

    /** Returns whether git takes the file for a binary one. */
    boolean isBinary() {
        return added == BINARY;
    }

    @Override
    public String toString() {
        return isBinary() ? "binary" : "+" + added + " -" + removed;
    }
}
