package dev.tandemwork.github.http;

import dev.tandemwork.scm.ScmException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of the host.
 *
 * @param owner a user or an organization
 * @param name its name there
 */
public record RepositoryName(String owner, String name) {
    private static final String PART = "([A-Za-z0-9._-]+)";
    private static final Pattern FORMS =
            Pattern.compile("(?:(?:https?|ssh|git)://[^/\\s]+/|[^/\\s@:]+@[^/\\s:]+:)?" + PART + "/" + PART);

    /** Reads {@code owner/name}, or an address to clone from. */
    public static RepositoryName of(String location) {
        String plain = location.replaceAll("/+$", "").replaceAll("\\.git$", "");
        Matcher matcher = FORMS.matcher(plain);
        if (!matcher.matches() || isDots(matcher.group(1)) || isDots(matcher.group(2))) {
            throw ScmException.of(
                    ScmException.Kind.INVALID,
                    "repository [" + location.replaceAll("//[^@/]*@", "//***@")
                            + "] is not on GitHub; expected owner/name, or https://HOST/owner/name.git",
                    null);
        }
        return new RepositoryName(matcher.group(1), matcher.group(2));
    }

    private static boolean isDots(String part) {
        return part.matches("\\.+");
    }

    /** Returns the path of {@code rest} in it, as in {@code /pulls}. */
    public String path(String rest) {
        return "/repos/" + owner + "/" + name + rest;
    }

    /** Returns {@code text} as a part of a query. */
    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns {@code branch} as the end of a path; its slashes stay. */
    public static String ref(String branch) {
        return query(branch).replace("%2F", "/");
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
