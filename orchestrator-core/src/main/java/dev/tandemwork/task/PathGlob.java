package dev.tandemwork.task;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} and {@code ?} within a folder's name, {@code **} across folders. A pattern that is a
 * folder stands for everything in it.
 */
public final class PathGlob {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private final String glob;
    private final Pattern regex;

    private PathGlob(String glob) {
        this.glob = glob;
        String folder = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
        this.regex = Pattern.compile(translate(folder) + "(?:/.*)?", Pattern.DOTALL);
    }

    /** Returns the pattern that {@code glob} writes. */
    public static PathGlob of(String glob) {
        return new PathGlob(glob);
    }

    /** Returns the patterns that {@code globs} write. */
    public static List<PathGlob> allOf(List<String> globs) {
        return globs.stream().map(PathGlob::new).toList();
    }

    /** Returns whether this stands for {@code path}, which begins at the root of its repository. */
    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    /** Returns the pattern as it was written. */
    @Override
    public String toString() {
        return glob;
    }

    private static String translate(String glob) {
        StringBuilder regex = new StringBuilder();
        Matcher tokens = TOKEN.matcher(glob);
        while (tokens.find()) {
            regex.append(translateToken(tokens.group()));
        }
        return regex.toString();
    }

    private static String translateToken(String token) {
        return switch (token) {
            case "**/" -> "(?:.*/)?";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(token);
        };
    }
}
