package dev.tandemwork.local.git;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of git, and whether it can do what is needed: {@code merge-tree --write-tree} came with 2.38. */
record GitVersion(int major, int minor) {
    private static final Pattern TEXT = Pattern.compile("git version (\\d+)\\.(\\d+).*");
    private static final int NEEDED_MAJOR = 2;
    private static final int NEEDED_MINOR = 38;

    static GitVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? new GitVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new GitVersion(0, 0);
    }

    boolean suffices() {
        return major > NEEDED_MAJOR || major == NEEDED_MAJOR && minor >= NEEDED_MINOR;
    }

    static String needed() {
        return NEEDED_MAJOR + "." + NEEDED_MINOR;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
