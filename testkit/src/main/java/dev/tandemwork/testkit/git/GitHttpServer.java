package dev.tandemwork.testkit.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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

    private final GitHttpBackend backend;
    private final Optional<String> token;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(GitHttpServer::daemon);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesSent = new AtomicLong();

    private GitHttpServer(Path folder, InetAddress address, Optional<String> token) throws IOException {
        this.backend = new GitHttpBackend(folder);
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
                bytesSent.addAndGet(
                        backend.serve(exchange, exchange.getRequestURI().getPath(), () -> {}));
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

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "git-server");
        thread.setDaemon(true);
        return thread;
    }
}
