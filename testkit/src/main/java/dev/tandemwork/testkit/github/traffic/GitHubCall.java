package dev.tandemwork.testkit.github.traffic;

/**
 * A request to a fake GitHub, as far as it matters to a fault.
 *
 * @param method in capitals
 * @param path without query, decoded
 * @param body as it was sent
 */
public record GitHubCall(String method, String path, String body) {
    /** Returns {@code method path}. */
    public String line() {
        return method + " " + path;
    }

    /** Tells whether it can change anything; a query in GraphQL can't. */
    public boolean isWrite() {
        return path.endsWith("/graphql") ? body.contains("mutation") : !method.equals("GET") && !method.equals("HEAD");
    }
}
