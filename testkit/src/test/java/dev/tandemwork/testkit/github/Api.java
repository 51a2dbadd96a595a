package dev.tandemwork.testkit.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A client without any cleverness. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final Optional<String> token;

    private Api(URI root, Optional<String> token) {
        this.root = root;
        this.token = token;
    }

    static Api of(FakeGitHub github, String token) {
        return new Api(github.api(), Optional.of(token));
    }

    static Api anonymous(FakeGitHub github) {
        return new Api(github.api(), Optional.empty());
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    Reply send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        URI place = path.startsWith("http") ? URI.create(path) : URI.create(root + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    Reply graph(String query) throws IOException, InterruptedException {
        return send(
                "POST", "/graphql", JSON.createObjectNode().put("query", query).toString());
    }

    /**
     * An answer.
     *
     * @param response as it came
     */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        String at(String pointer) throws IOException {
            return json().at(pointer).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
