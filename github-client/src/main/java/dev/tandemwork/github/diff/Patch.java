package dev.tandemwork.github.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A unified diff, as far as one must know it to say which paths it touches and which lines it shows. */
public final class Patch {
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
    private static final String NOTHING = "/dev/null";

    private final Set<String> paths = new LinkedHashSet<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private String oldPath = "";
    private String newPath = "";
    private int oldLeft;
    private int newLeft;

    private Patch() {}

    /** Reads a diff. */
    public static Patch of(String text) {
        Patch patch = new Patch();
        text.lines().forEach(patch::read);
        return patch;
    }

    /** Returns every path touched, old and new names. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /** Returns the hunk that shows line {@code line} of {@code path}: of its old version, or of its new one. */
    public Optional<Hunk> hunkAt(String path, boolean isOld, int line) {
        return hunks.stream()
                .filter(hunk -> (isOld ? hunk.oldPath() : hunk.newPath()).equals(path))
                .filter(hunk -> hunk.shows(isOld, line))
                .findFirst();
    }

    /** Inside a hunk a line is content, whatever it looks like. */
    private void read(String line) {
        if (oldLeft > 0 || newLeft > 0) {
            readContent(line);
        } else if (line.startsWith("diff --git ")) {
            readNames(line.substring("diff --git ".length()));
        } else if (line.startsWith("@@ ")) {
            readHunk(line);
        } else {
            readHeader(line);
        }
    }

    private void readContent(String line) {
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        oldLeft -= kind == '-' || kind == ' ' ? 1 : 0;
        newLeft -= kind == '+' || kind == ' ' ? 1 : 0;
    }

    /** Both names are the same here, unless lines that follow tell them. */
    private void readNames(String names) {
        if (names.startsWith("\"")) {
            oldPath = GitName.unquoted(names.substring(0, GitName.end(names))).substring(2);
        } else {
            oldPath = names.substring(2, Math.max(2, (names.length() - 1) / 2));
        }
        newPath = oldPath;
    }

    private void readHeader(String line) {
        if (line.startsWith("rename from ") || line.startsWith("copy from ")) {
            oldPath = add(GitName.unquoted(line.substring(line.indexOf("from ") + "from ".length())));
        } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            newPath = add(GitName.unquoted(line.substring(line.indexOf("to ") + "to ".length())));
        } else if (line.startsWith("--- ")) {
            oldPath = side(line, oldPath);
        } else if (line.startsWith("+++ ")) {
            newPath = side(line, newPath);
        } else if (isOfOneName(line)) {
            add(newPath);
        }
    }

    /** What has neither hunks nor other names: a binary, an empty file, a mode. */
    private static boolean isOfOneName(String line) {
        return line.startsWith("new file mode")
                || line.startsWith("deleted file mode")
                || line.startsWith("old mode")
                || line.startsWith("Binary files ")
                || line.startsWith("GIT binary patch");
    }

    private String side(String line, String before) {
        String name = GitName.unquoted(line.substring("--- ".length()).replaceFirst("\t$", ""));
        return name.equals(NOTHING) || name.length() < 2 ? before : add(name.substring(2));
    }

    private String add(String path) {
        paths.add(path);
        return path;
    }

    private void readHunk(String line) {
        Matcher matcher = HUNK.matcher(line);
        if (matcher.matches()) {
            oldLeft = count(matcher.group(2));
            newLeft = count(matcher.group(4));
            hunks.add(new Hunk(oldPath, newPath, number(matcher.group(1)), oldLeft, number(matcher.group(3)), newLeft));
        }
    }

    private static int count(@Nullable String text) {
        return text == null ? 1 : number(text);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    /**
     * Lines that a diff shows.
     *
     * @param oldPath the file before
     * @param newPath the file after
     * @param oldStart first line shown of the old version
     * @param oldCount how many
     * @param newStart first line shown of the new version
     * @param newCount how many
     */
    public record Hunk(String oldPath, String newPath, int oldStart, int oldCount, int newStart, int newCount) {
        /** Returns whether it shows a line. */
        public boolean shows(boolean isOld, int line) {
            int start = isOld ? oldStart : newStart;
            return line >= start && line < start + (isOld ? oldCount : newCount);
        }
    }
}
