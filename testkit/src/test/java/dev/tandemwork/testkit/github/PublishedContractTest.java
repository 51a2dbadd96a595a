package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.github.contract.PublishedContract;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PublishedContractTest {
    private static final String PULLS = "/repos/acme/shop/pulls";
    private static final PublishedContract CONTRACT = PublishedContract.installed();

    private static List<String> breaches(GitHubExchange exchange) {
        return CONTRACT.breaches(List.of(exchange));
    }

    private static GitHubExchange exchange(String method, String path, String request, int status, String answer) {
        return new GitHubExchange(method, path, Map.of(), request, status, "application/json", answer);
    }

    @Test
    void whatGitHubDoesNotHave_isABreach() {
        assertThat(breaches(exchange("GET", "/repos/acme/shop/pullz", "", 200, "[]")))
                .containsExactly("GET /repos/acme/shop/pullz: GitHub has no such operation");
        assertThat(breaches(exchange("GET", PULLS, "", 206, "[]"))).hasSize(1);
        assertThat(breaches(new GitHubExchange("GET", PULLS, Map.of("stat", "all"), "", 200, "application/json", "[]")))
                .singleElement()
                .asString()
                .contains("its query has [stat]; expected one of", "state");
    }

    @Test
    void bodyOfAnotherShape_isABreach() {
        assertThat(breaches(exchange("GET", PULLS, "", 200, "[{\"number\":1}]"))).isNotEmpty();
        assertThat(breaches(exchange("PUT", PULLS + "/1/merge", "{\"merge_method\":\"fast\"}", 200, "{}")))
                .anyMatch(breach -> breach.contains("request: /merge_method"))
                .anyMatch(breach -> breach.contains("answer 200: : required property 'sha' not found"));
    }

    @Test
    void documentThatTheSchemaDoesNotHave_isABreach() {
        String document = "{\"query\":\"query Q { repository(owner:\\\"a\\\", name:\\\"b\\\") { nmae } }\"}";

        assertThat(breaches(exchange("POST", "/graphql", document, 200, "{}")))
                .singleElement()
                .asString()
                .contains("nmae");
        assertThat(breaches(exchange("POST", "/graphql", document.replace("nmae", "name"), 200, "{}")))
                .isEmpty();
    }
}
