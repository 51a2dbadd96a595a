package dev.tandemwork.testkit.github.internal.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandemwork.testkit.github.fault.GitHubFaults;
import dev.tandemwork.testkit.github.internal.page.Pages;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The server itself: API, git and pages at one port, which is also a proxy to itself for names that nobody can look up. */
public final class HttpFront implements AutoCloseable {
    static final String CUT_SHORT = "X-Cut-Short";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpFront::daemon);
    private final Delays delays = new Delays();
    private final AtomicLong serial = new AtomicLong();
    private final Front front;
    private final GitDoor git;
    private final Pages pages;
    private final Recorder recorder;
    private final InstantSource clock;

    /** Listens at {@code address}. */
    public HttpFront(InetSocketAddress address, Desk desk, Meter meter, GitHubFaults faults, Doors doors)
            throws IOException {
        this.front = new Front(desk, meter, faults, delays);
        this.git = doors.git();
        this.pages = doors.pages();
        this.recorder = doors.recorder();
        this.clock = doors.clock();
        http = HttpServer.create(address, 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    @Override
    public void close() {
        delays.close();
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Visitor visitor = Visitor.of(exchange);
            if (git.isMeant(visitor.path())) {
                git.serve(exchange, visitor.path());
                return;
            }
            Call call = visitor.call(exchange);
            Optional<Answer> page = isBrowser(call) ? pages.at(call.path()) : Optional.empty();
            if (page.isPresent()) {
                send(exchange, page.get());
            } else {
                answer(exchange, call);
            }
        }
    }

    private static boolean isBrowser(Call call) {
        return call.header("accept")
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
    }

    private void answer(HttpExchange exchange, Call call) throws IOException {
        try {
            Answer answer = front.answer(call);
            recorder.record(call, answer);
            send(exchange, answer);
        } catch (IOException e) {
            recorder.recordCut(call);
            throw e;
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, dated(value)));
        exchange.getResponseHeaders().set("X-GitHub-Request-Id", "FAKE:" + serial.incrementAndGet());
        exchange.getResponseHeaders()
                .set(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)));
        byte[] body = answer.body();
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            write(exchange.getResponseBody(), body, answer.header(CUT_SHORT).isPresent());
        }
    }

    private String dated(String value) {
        return value.matches("@\\d+") ? date(Long.parseLong(value.substring(1))) : value;
    }

    private String date(long secondsFromNow) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(secondsFromNow).atOffset(ZoneOffset.UTC));
    }

    private static void write(OutputStream out, byte[] body, boolean isCut) throws IOException {
        out.write(body, 0, isCut ? body.length / 2 : body.length);
        out.flush();
        if (isCut) {
            throw new IOException("cut on demand: an exception makes the server close the connection at once");
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tandemwork-github");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What else there is at the port.
     *
     * @param git serves repositories
     * @param pages shows them to people
     * @param recorder keeps what was said
     * @param clock tells the date of answers
     */
    public record Doors(GitDoor git, Pages pages, Recorder recorder, InstantSource clock) {}
}
