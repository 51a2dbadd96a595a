package dev.tandemwork.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves repositories of this machine over HTTP, by real git. Whoever does not know the token is refused; whoever does can
 * read branches, and write those of tasks, and nothing else: not a branch that work lands on, nor what the forge keeps.
 *
 * <p>It listens at all addresses, because that of the workers' network is not known before there is one.
 */
public final class RepositoryServer implements AutoCloseable {
    /** The name that workers ask for. */
    public static final String HOST = "repositories.tandemwork.internal";

    private static final Pattern PATH =
            Pattern.compile("/([0-9a-f-]{36})\\.git(/info/refs|/git-upload-pack|/git-receive-pack)");
    private static final Pattern NAMED = Pattern.compile("https?://[^/]*/([0-9a-f-]{36})\\.git");
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final Path file;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(RepositoryServer::daemon);

    /** Guarded by this. */
    private ServerRecord record;

    private RepositoryServer(Path file, ServerRecord before) throws IOException {
        this.file = file;
        this.http = listen(before.port());
        this.record = before.withPort(http.getAddress().getPort());
        record.write(file);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Returns a server that is known by what {@code file} says, which is made if it is not there. */
    public static RepositoryServer open(Path file) {
        try {
            return new RepositoryServer(file, ServerRecord.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("repositories can't be served by [" + file + "]", e);
        }
    }

    /** A port that somebody else has taken meanwhile costs the workers that know it their push, and no more. */
    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(0), 0);
        }
    }

    /** Returns the port that it listens at. */
    public synchronized int port() {
        return record.port();
    }

    /** Returns the password to ask with, under any user's name. */
    public synchronized String token() {
        return record.token();
    }

    /** Serves the repository at {@code location} from now on, and returns its URL. */
    public synchronized String serve(String location) {
        String name = UUID.nameUUIDFromBytes(location.getBytes(StandardCharsets.UTF_8))
                .toString();
        if (!record.repositories().containsKey(name)) {
            keep(record.with(name, location));
        }
        return "http://" + HOST + ":" + record.port() + "/" + name + ".git";
    }

    private void keep(ServerRecord next) {
        try {
            next.write(file);
            record = next;
        } catch (IOException e) {
            throw new UncheckedIOException("repositories can't be served by [" + file + "]", e);
        }
    }

    /** Returns the location of the repository that was served at {@code url}; any other URL is one already. */
    public synchronized String location(String url) {
        Matcher named = NAMED.matcher(url);
        return named.matches() ? record.repositories().getOrDefault(named.group(1), url) : url;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!isWelcome(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            Optional<String> location = path.matches() ? find(path.group(1)) : Optional.empty();
            if (location.isEmpty()) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            new GitBackend(location.get(), path.group(2), threads).answer(exchange);
        }
    }

    private synchronized Optional<String> find(String name) {
        return Optional.ofNullable(record.repositories().get(name));
    }

    private boolean isWelcome(HttpExchange exchange) {
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        String[] parts = given.split(" ", 2);
        return parts.length == 2 && parts[0].equals("Basic") && isToken(parts[1]);
    }

    private boolean isToken(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return MessageDigest.isEqual(
                    decoded.substring(decoded.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8),
                    token().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tandemwork-repositories");
        thread.setDaemon(true);
        return thread;
    }
}
