package dev.tandemwork.testkit.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Answers git's requests over HTTP out of a folder of bare repositories, by {@code git http-backend}. Asks for no token. */
public final class GitHttpBackend {
    private final Path folder;

    /** Serves the repositories below {@code folder}. */
    public GitHttpBackend(Path folder) {
        this.folder = folder;
    }

    /**
     * Answers one request.
     *
     * @param path below the folder, from its slash on
     * @param pushed is called after something was pushed, before the one who pushed is told
     */
    public void serve(HttpExchange exchange, String path, Runnable pushed) throws IOException {
        Process backend = start(exchange, path);
        daemon(() -> write(exchange.getRequestBody(), backend.getOutputStream()))
                .start();
        boolean isPush = path.endsWith("/git-receive-pack");
        try (InputStream output = new BufferedInputStream(backend.getInputStream())) {
            InputStream answer = isPush ? new ByteArrayInputStream(output.readAllBytes()) : output;
            if (isPush) {
                pushed.run();
            }
            exchange.sendResponseHeaders(readHeaders(answer, exchange.getResponseHeaders()), 0);
            answer.transferTo(exchange.getResponseBody());
        } finally {
            backend.destroy();
        }
    }

    private Process start(HttpExchange exchange, String path) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_"));
        variables.putAll(Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.receivepack",
                "GIT_CONFIG_VALUE_0", "true",
                "GIT_PROJECT_ROOT", folder.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "REMOTE_USER", "git"));
        variables.put("PATH_INFO", path);
        variables.put("REQUEST_METHOD", exchange.getRequestMethod());
        variables.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
        header(exchange, "Content-Type").ifPresent(type -> variables.put("CONTENT_TYPE", type));
        header(exchange, "Content-Encoding").ifPresent(coding -> variables.put("HTTP_CONTENT_ENCODING", coding));
        header(exchange, "Git-Protocol").ifPresent(protocol -> variables.put("GIT_PROTOCOL", protocol));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equals("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                headers.add(name, value);
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

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "git-backend");
        thread.setDaemon(true);
        return thread;
    }
}
