package dev.tandemwork.sysbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine that is old, or lacks something, as none is at hand: it answers requests of the API from a table, and keeps
 * what it was asked.
 */
final class StubEngine implements AutoCloseable {
    private static final String INFO = """
            {"ServerVersion": "29.1.0", "Runtimes": {"runc": {"path": "runc"}, "sysbox-runc": {"path": "sysbox-runc"}},
             "MemTotal": 17179869184, "NCPU": 4, "Driver": "overlay2", "DockerRootDir": "/no/such/folder",
             "OperatingSystem": "Ubuntu 24.04", "KernelVersion": "6.8.0-137-generic", "SwapLimit": true}
            """;

    private final ServerSocketChannel server;
    private final URI uri;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private StubEngine(Path socket) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        uri = URI.create("unix://" + socket);
        answers.put("/version", "{\"Version\": \"29.1.0\", \"ApiVersion\": \"1.52\", \"MinAPIVersion\": \"1.44\"}");
        answers.put("/info", INFO);
        answers.put("/images/", image(1));
        answers.put("/networks", "[]");
    }

    static StubEngine in(Path folder) {
        try {
            StubEngine engine = new StubEngine(folder.resolve("engine.sock"));
            Thread thread = new Thread(engine::accept, "stub-engine");
            thread.setDaemon(true);
            thread.start();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers what has {@code path} in it with this from now on. */
    synchronized StubEngine answering(String path, String json) {
        answers.put(path, json);
        return this;
    }

    /** Answers as an engine whose description has {@code other} from now on in the place of {@code pattern}. */
    synchronized StubEngine described(String pattern, String other) {
        return answering("/info", answers.getOrDefault("/info", INFO).replaceAll(pattern, other));
    }

    /** Answers with a worker's image that speaks this version of the protocol. */
    StubEngine speaking(int version) {
        return answering("/images/", image(version));
    }

    private static String image(int version) {
        return "{\"Id\": \"sha256:0123456789abcdef\", \"Config\": {\"Labels\": {\"dev.tandemwork.protocol\": \""
                + version + "\"}}}";
    }

    /** Has nothing that has {@code path} in it. */
    StubEngine without(String path) {
        return answering(path, "");
    }

    URI uri() {
        return uri;
    }

    /** Returns the requests that would have changed something. */
    List<String> changes() {
        return asked.stream().filter(request -> !request.startsWith("GET ")).toList();
    }

    private void accept() {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    answer(client);
                }
            }
        } catch (IOException e) {
            // closed
            return;
        }
    }

    private void answer(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        String request = "";
        while (!request.contains("\r\n\r\n") && client.read(buffer) >= 0) {
            request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        }
        String line = request.lines().findFirst().orElse("");
        asked.add(line);
        ByteBuffer response = ByteBuffer.wrap(response(line).getBytes(StandardCharsets.UTF_8));
        while (response.hasRemaining()) {
            client.write(response);
        }
    }

    private synchronized String response(String line) {
        String body = answers.entrySet().stream()
                .filter(answer -> line.contains(answer.getKey()))
                .max(Comparator.comparingInt(answer -> answer.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("");
        String status = body.isEmpty() ? "404 Not Found" : "200 OK";
        String shown = body.isEmpty() ? "{\"message\": \"no such thing\"}" : body;
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + shown.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + shown;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
