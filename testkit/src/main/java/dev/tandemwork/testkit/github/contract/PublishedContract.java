package dev.tandemwork.testkit.github.contract;

import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds requests and answers against GitHub's published description of its REST API and its schema of GraphQL, as
 * {@code .ci/install-github-contract} installs them. Needs json-schema-validator and graphql-java, which the test kit
 * does not bring along.
 */
public final class PublishedContract {
    private final RestContract rest;
    private final GraphContract graph;

    private PublishedContract(Path folder) {
        rest = RestContract.read(folder.resolve("@octokit/openapi/generated/api.github.com.json"));
        graph = GraphContract.read(folder.resolve("@octokit/graphql-schema/schema.graphql"));
    }

    /** Returns the contract that is installed. */
    public static PublishedContract installed() {
        Path folder = cache().resolve("github/node_modules");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("GitHub's published description is not in [" + folder
                    + "]; expected it there; run .ci/install-github-contract");
        }
        return new PublishedContract(folder);
    }

    private static Path cache() {
        String given = System.getenv("TANDEMWORK_CACHE");
        return given == null ? Path.of(System.getProperty("user.home"), ".cache", "tandemwork") : Path.of(given);
    }

    /** Returns what is wrong with the exchanges, one sentence each; those that were cut are not looked at. */
    public List<String> breaches(List<GitHubExchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> exchange.status() != 0)
                .flatMap(exchange -> breaches(exchange).stream())
                .distinct()
                .toList();
    }

    private List<String> breaches(GitHubExchange exchange) {
        return exchange.path().equals("/graphql") ? graph.breaches(exchange) : rest.breaches(exchange);
    }
}
