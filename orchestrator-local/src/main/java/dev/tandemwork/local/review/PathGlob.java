package dev.tandemwork.local.review;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} and {@code ?} within a folder's name, {@code **} across folders. A pattern that is a
 * folder stands for everything in it.
 */
final class PathGlob {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private final Pattern regex;

    private PathGlob(String glob) {
        String folder = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
        this.regex = Pattern.compile(translate(folder) + "(?:/.*)?", Pattern.DOTALL);
    }

    static boolean anyMatches(List<String> globs, String path) {
        return globs.stream()
                .map(PathGlob::new)
                .anyMatch(glob -> glob.regex.matcher(path).matches());
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
