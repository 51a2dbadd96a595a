package dev.tandemwork.testkit.github.access;

import java.util.Map;

/**
 * A GitHub App, installed.
 *
 * @param id the app
 * @param slug its name in addresses; it acts as {@code slug[bot]}
 * @param installation its installation
 * @param permissions what it was granted
 * @param privateKey what it signs with, in PEM (PKCS #8)
 */
public record GitHubApp(long id, String slug, long installation, Map<String, String> permissions, String privateKey) {
    /** Copies the map. */
    public GitHubApp {
        permissions = Map.copyOf(permissions);
    }

    /** Returns the login that it acts as. */
    public String login() {
        return slug + "[bot]";
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "GitHubApp[" + id + ", " + slug + ", " + installation + "]";
    }
}
