package dev.tandemwork.testkit.github.internal.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a patch that a comment can stand on. */
public final class Hunks {
    private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");

    private final Map<String, Anchor> anchors = new HashMap<>();
    private final StringBuilder hunk = new StringBuilder();
    private int number;
    private int left;
    private int right;

    private Hunks() {}

    static Hunks of(String patch) {
        Hunks hunks = new Hunks();
        int position = 0;
        for (String line : patch.split("\n", -1)) {
            hunks.read(line, position++);
        }
        return hunks;
    }

    Optional<Anchor> at(String side, int line) {
        return Optional.ofNullable(anchors.get(side + line));
    }

    private void read(String line, int position) {
        Matcher header = HEADER.matcher(line);
        if (header.matches()) {
            number++;
            left = Integer.parseInt(header.group(1));
            right = Integer.parseInt(header.group(2));
            hunk.setLength(0);
            hunk.append(line);
        } else {
            hunk.append('\n').append(line);
            place(line, position);
        }
    }

    private void place(String line, int position) {
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        Anchor anchor = new Anchor(number, position, hunk.toString());
        if (kind == ' ' || kind == '-') {
            anchors.put("LEFT" + left++, anchor);
        }
        if (kind == ' ' || kind == '+') {
            anchors.put("RIGHT" + right++, anchor);
        }
    }

    /**
     * A line of a patch.
     *
     * @param hunk which hunk it is in
     * @param position how many lines below the first header it is
     * @param text the hunk up to it
     */
    public record Anchor(int hunk, int position, String text) {}
}
