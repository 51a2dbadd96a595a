package dev.tandemwork.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandemwork.testkit.model.ModelScript.Answer;
import dev.tandemwork.testkit.model.ModelScript.Turn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model whose answers are written down beforehand: a server that speaks the Messages API with
 * server-sent events, so that a real coding CLI runs its real tools without a network, a key or money.
 *
 * <p>Point the CLI at {@link #url()} ({@code ANTHROPIC_BASE_URL}) and give it any key. A request that the script has no
 * answer for is refused with HTTP 400 and a message that says what was asked, so that the CLI ends at once.
 *
 * <p>Safe for use by many threads. Closing it ends every open request.
 */
public final class ScriptedModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_STALL_MINUTES = 10;

    private final ModelScript script;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(ScriptedModelServer::daemon);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<Turn, AtomicInteger> given = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();

    private ScriptedModelServer(ModelScript script, InetAddress address) throws IOException {
        this.script = script;
        http = HttpServer.create(new InetSocketAddress(address, 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Starts a server that answers by {@code script}, on a free port of the loopback address. */
    public static ScriptedModelServer start(ModelScript script) {
        return start(script, InetAddress.getLoopbackAddress());
    }

    /** Starts a server that answers by {@code script}, on a free port of {@code address}. */
    public static ScriptedModelServer start(ModelScript script, InetAddress address) {
        try {
            return new ScriptedModelServer(script, address);
        } catch (IOException e) {
            throw new UncheckedIOException("model server can't listen on [" + address + "]", e);
        }
    }

    /** Starts a server that answers by the script that {@code conversation} belongs to. */
    public static ScriptedModelServer start(ModelScript.Conversation conversation) {
        return start(conversation.script());
    }

    /** Returns where it listens, without a path. */
    public URI url() {
        InetSocketAddress address = http.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Returns the requests that were read so far, oldest first. */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /** Returns the requests for an answer of the model so far, oldest first. */
    public List<ModelRequest> messageRequests() {
        return requests.stream()
                .filter(request -> request.path().equals("/v1/messages"))
                .toList();
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode json = body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        ModelDialogue dialogue = ModelDialogue.of(json);
        requests.add(recorded(exchange, body, dialogue));
        if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, json, dialogue);
        } else {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        }
    }

    private void post(HttpExchange exchange, JsonNode json, ModelDialogue dialogue) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/messages" -> answer(exchange, json, reply(dialogue));
            case "/v1/messages/count_tokens" ->
                send(exchange, 200, "{\"input_tokens\":" + MessageEvents.INPUT_TOKENS + "}");
            default -> send(exchange, 404, error("not_found_error", "no such path"));
        }
    }

    private ModelReply reply(ModelDialogue dialogue) {
        Optional<Turn> turn = script.next(dialogue);
        return turn.flatMap(found -> found.answer().map(answer -> reply(found, answer)))
                .orElseGet(() -> unscripted(turn, dialogue));
    }

    private ModelReply reply(Turn turn, Answer answer) {
        int before = given.computeIfAbsent(turn, key -> new AtomicInteger()).getAndIncrement();
        return before < answer.first().size() ? answer.first().get(before) : answer.then();
    }

    private static ModelReply unscripted(Optional<Turn> turn, ModelDialogue dialogue) {
        String where = turn.map(found -> "conversation [" + found.conversation() + "] has no turn " + found.number())
                .orElseGet(() -> "no conversation fits " + dialogue.userTexts());
        return ModelReply.refusal(400, "invalid_request_error", "script: " + where + "; add a turn(...) for it");
    }

    private void answer(HttpExchange exchange, JsonNode json, ModelReply reply) throws IOException {
        MessageEvents events =
                new MessageEvents(json.path("model").asText("scripted"), "scripted" + answers.incrementAndGet());
        if (reply instanceof ModelReply.Message message) {
            complete(exchange, json, events, message);
        } else if (reply instanceof ModelReply.Refusal refusal) {
            refusal.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, refusal.status(), error(refusal.type(), refusal.message()));
        } else if (reply instanceof ModelReply.Cut cut) {
            cut(exchange, events, cut);
        } else {
            stall();
        }
    }

    private static void complete(HttpExchange exchange, JsonNode json, MessageEvents events, ModelReply.Message message)
            throws IOException {
        if (!json.path("stream").asBoolean()) {
            send(exchange, 200, events.document(message));
            return;
        }
        try (OutputStream out = stream(exchange)) {
            write(out, events.stream(message));
        }
    }

    private static void cut(HttpExchange exchange, MessageEvents events, ModelReply.Cut cut) throws IOException {
        write(stream(exchange), events.opening(new ModelReply.Message(List.of(new ModelReply.Text(cut.text())))));
        throw new IOException("cut by script: an exception makes the server close the connection at once");
    }

    private void stall() throws IOException {
        try {
            closed.await(LONGEST_STALL_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("stalled by script: an exception makes the server close the connection at once");
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void write(OutputStream out, List<String> events) throws IOException {
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String error(String type, String message) {
        var document = JSON.createObjectNode().put("type", "error");
        document.putObject("error").put("type", type).put("message", message);
        return document.toString();
    }

    private static ModelRequest recorded(HttpExchange exchange, String body, ModelDialogue dialogue) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String path = exchange.getRequestURI().getPath();
        return new ModelRequest(exchange.getRequestMethod(), path, headers, body, dialogue.userTexts());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tandemwork-model");
        thread.setDaemon(true);
        return thread;
    }
}
