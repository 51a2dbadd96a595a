package dev.tandemwork.testkit.github.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds requests and answers of the REST API against GitHub's description in OpenAPI. */
final class RestContract {
    private final JsonNode api;
    private final SchemaExcerpts schemas;

    private RestContract(JsonNode api) {
        this.api = api;
        this.schemas = new SchemaExcerpts(api);
    }

    static RestContract read(Path file) {
        try {
            return new RestContract(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("GitHub's description [" + file + "] can't be read", e);
        }
    }

    List<String> breaches(GitHubExchange exchange) {
        String line = exchange.method() + " " + exchange.path();
        Optional<String> operation = operation(exchange);
        if (operation.isEmpty()) {
            return exchange.status() == 404 ? List.of() : List.of(line + ": GitHub has no such operation");
        }
        List<String> found = new ArrayList<>();
        query(operation.get(), exchange).ifPresent(found::add);
        if (exchange.status() < 400) {
            found.addAll(request(operation.get(), exchange));
        }
        found.addAll(answer(operation.get(), exchange));
        return found.stream().map(breach -> line + ": " + breach).toList();
    }

    /** A template without a name in it fits better than one with, and one whose names take no slash better than others. */
    private Optional<String> operation(GitHubExchange exchange) {
        return operation(exchange, "[^/]+").or(() -> operation(exchange, ".+"));
    }

    private Optional<String> operation(GitHubExchange exchange, String name) {
        String method = exchange.method().toLowerCase(Locale.ROOT);
        return api.path("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method))
                .map(Map.Entry::getKey)
                .filter(template -> exchange.path()
                        .matches(template.replaceAll("\\{(ref|path|branch|basehead|name)}", name)
                                .replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingInt(RestContract::names))
                .map(template -> "/paths/" + escaped(template) + "/" + method);
    }

    private static int names(String template) {
        return template.split("\\{", -1).length;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private Optional<String> query(String operation, GitHubExchange exchange) {
        List<String> known = new ArrayList<>();
        for (JsonNode parameter : api.at(operation).path("parameters")) {
            known.add(resolved(parameter).path("name").asText());
        }
        return exchange.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "its query has [" + name + "]; expected one of " + known);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    private List<String> request(String operation, GitHubExchange exchange) {
        String schema = operation + "/requestBody/content/application~1json/schema";
        return exchange.request().isBlank() || api.at(schema).isMissingNode()
                ? List.of()
                : validated(schema, exchange.request(), "request");
    }

    private List<String> answer(String operation, GitHubExchange exchange) {
        String place = operation + "/responses/" + exchange.status();
        JsonNode described = api.at(place);
        if (described.isMissingNode()) {
            return exchange.status() >= 400
                    ? List.of()
                    : List.of("it answers with " + exchange.status() + ", which GitHub does not");
        }
        if (described.has("$ref")) {
            place = described.path("$ref").asText().substring(1);
        }
        String schema = place + "/content/application~1json/schema";
        boolean isJson = exchange.contentType().startsWith("application/json");
        return isJson && !api.at(schema).isMissingNode()
                ? validated(schema, exchange.answer(), "answer " + exchange.status())
                : List.of();
    }

    private List<String> validated(String schema, String json, String what) {
        return schemas.at(schema).validate(Json.parse(json)).stream()
                .map(error -> what + ": " + error)
                .toList();
    }
}
