package dev.tandemwork.local.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the added lines of a patch, believing the counts of its hunks rather than what lines look like. */
final class AddedLines {
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
    private static final String NEW_FILE = "+++ ";

    /** A line that a change adds: its number is that of the new version. */
    record AddedLine(String path, int number, String text) {}

    private final List<AddedLine> found = new ArrayList<>();
    private String path = "";
    private int oldLeft;
    private int newLeft;
    private int number;

    private AddedLines() {}

    static List<AddedLine> of(String patch) {
        AddedLines lines = new AddedLines();
        for (String line : patch.split("\n")) {
            lines.read(line);
        }
        return List.copyOf(lines.found);
    }

    private void read(String line) {
        if (oldLeft > 0 || newLeft > 0) {
            inHunk(line);
        } else if (line.startsWith(NEW_FILE)) {
            path = path(line.substring(NEW_FILE.length()));
        } else {
            header(line);
        }
    }

    private void inHunk(String line) {
        if (line.startsWith("+")) {
            found.add(new AddedLine(path, number, line.substring(1)));
        }
        if (!line.startsWith("-") && !line.startsWith("\\")) {
            number++;
            newLeft--;
        }
        if (!line.startsWith("+") && !line.startsWith("\\")) {
            oldLeft--;
        }
    }

    private void header(String line) {
        Matcher hunk = HUNK.matcher(line);
        if (hunk.matches()) {
            oldLeft = count(hunk.group(1));
            number = Integer.parseInt(hunk.group(2));
            newLeft = count(hunk.group(3));
        }
    }

    private static int count(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    /** Git ends a name that has spaces by a tab, and quotes one with unusual characters. */
    private static String path(String name) {
        String bare = name.endsWith("\t") ? name.substring(0, name.length() - 1) : name;
        String unquoted = bare.startsWith("\"") ? bare.substring(1, bare.length() - 1) : bare;
        return unquoted.startsWith("b/") ? unquoted.substring(2) : unquoted;
    }
}
