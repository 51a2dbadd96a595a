package dev.tandemwork.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Has {@code git http-backend} answer one request. */
final class GitBackend {
    /** What git is told in the place of any configuration but the repository's. The last that fits a ref counts. */
    private static final List<Map.Entry<String, String>> SETTINGS = List.of(
            Map.entry("http.receivepack", "true"),
            Map.entry("core.hooksPath", "/dev/null"),
            Map.entry("core.fsmonitor", "false"),
            Map.entry("receive.autogc", "false"),
            Map.entry("receive.denyDeletes", "true"),
            Map.entry("receive.hideRefs", "refs"),
            Map.entry("receive.hideRefs", "!refs/heads/agent"),
            Map.entry("uploadpack.hideRefs", "refs/tandemwork"));

    private final String location;
    private final String service;
    private final Executor threads;

    GitBackend(String location, String service, Executor threads) {
        this.location = location;
        this.service = service;
        this.threads = threads;
    }

    void answer(HttpExchange exchange) throws IOException {
        Process backend = start(exchange);
        threads.execute(() -> write(exchange.getRequestBody(), backend.getOutputStream()));
        try (InputStream output = new BufferedInputStream(backend.getInputStream())) {
            exchange.sendResponseHeaders(readHeaders(output, exchange.getResponseHeaders()), 0);
            output.transferTo(exchange.getResponseBody());
        } finally {
            backend.destroy();
        }
    }

    private Process start(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_"));
        configure(variables);
        variables.putAll(Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_HTTP_EXPORT_ALL", "1",
                "REMOTE_USER", "worker",
                "PATH_TRANSLATED", gitFolder() + service,
                "REQUEST_METHOD", exchange.getRequestMethod(),
                "QUERY_STRING",
                        Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("")));
        header(exchange, "Content-Type").ifPresent(type -> variables.put("CONTENT_TYPE", type));
        header(exchange, "Content-Encoding").ifPresent(coding -> variables.put("HTTP_CONTENT_ENCODING", coding));
        header(exchange, "Git-Protocol").ifPresent(protocol -> variables.put("GIT_PROTOCOL", protocol));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void configure(Map<String, String> variables) {
        variables.put("GIT_CONFIG_COUNT", String.valueOf(SETTINGS.size()));
        for (int i = 0; i < SETTINGS.size(); i++) {
            variables.put("GIT_CONFIG_KEY_" + i, SETTINGS.get(i).getKey());
            variables.put("GIT_CONFIG_VALUE_" + i, SETTINGS.get(i).getValue());
        }
    }

    /** A repository with files beside it keeps its own in the folder {@code .git}. */
    private Path gitFolder() throws IOException {
        Path folder = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        Path inside = folder.resolve(".git");
        return (Files.isDirectory(inside) ? inside : folder).toRealPath();
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** A backend that has heard enough closes its input. */
    private static void write(InputStream body, OutputStream input) {
        try (input) {
            body.transferTo(input);
        } catch (IOException e) {
            return;
        }
    }

    /** Returns the status that the backend answers with. */
    private static int readHeaders(InputStream output, Headers headers) throws IOException {
        int status = 200;
        for (String line = line(output); !line.isEmpty(); line = line(output)) {
            String[] parts = line.split(":", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].strip().substring(0, 3));
            } else if (parts.length == 2) {
                headers.add(parts[0], parts[1].strip());
            }
        }
        return status;
    }

    private static String line(InputStream output) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next >= 0 && next != '\n'; next = output.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
