package dev.tandemwork.testkit.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the bare repositories of a folder over HTTP, to clone and to push: real git ({@code git http-backend}) behind a
 * server of the JDK. With a token, whoever does not name it as a password is refused.
 *
 * <p>Safe for use by many threads.
 */
public final class GitHttpServer implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;

    private final Path folder;
    private final Optional<String> token;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(GitHttpServer::daemon);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesSent = new AtomicLong();

    private GitHttpServer(Path folder, InetAddress address, Optional<String> token) throws IOException {
        this.folder = folder;
        this.token = token;
        http = HttpServer.create(new InetSocketAddress(address, 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Serves the repositories below {@code folder} on a free port of {@code address}, to whoever knows the token. */
    public static GitHttpServer serve(Path folder, InetAddress address, Optional<String> token) {
        try {
            return new GitHttpServer(folder, address, token);
        } catch (IOException e) {
            throw new UncheckedIOException("git server can't listen on [" + address + "]", e);
        }
    }

    /** Returns the port that it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Returns how many bytes were sent in answers so far, without their headers. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Returns method and path of each request so far, oldest first. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            if (isWelcome(exchange.getRequestHeaders())) {
                serve(exchange);
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
            }
        }
    }

    private boolean isWelcome(Headers headers) {
        if (token.isEmpty()) {
            return true;
        }
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        return given.startsWith("Basic ")
                && new String(Base64.getDecoder().decode(given.substring(6)), StandardCharsets.UTF_8)
                        .endsWith(":" + token.get());
    }

    private void serve(HttpExchange exchange) throws IOException {
        Process backend = start(exchange);
        threads.execute(() -> write(exchange.getRequestBody(), backend.getOutputStream()));
        try (InputStream output = new BufferedInputStream(backend.getInputStream())) {
            exchange.sendResponseHeaders(readHeaders(output, exchange.getResponseHeaders()), 0);
            bytesSent.addAndGet(output.transferTo(exchange.getResponseBody()));
        } finally {
            backend.destroy();
        }
    }

    private Process start(HttpExchange exchange) throws IOException {
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
        variables.put("PATH_INFO", exchange.getRequestURI().getPath());
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
        Thread thread = new Thread(task, "git-server");
        thread.setDaemon(true);
        return thread;
    }
}
