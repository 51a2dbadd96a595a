package dev.tandemwork.sysbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry outside with one image, {@code library/box}: this machine's busybox, which is linked statically. It counts what
 * it is asked for.
 */
final class ImageServer implements AutoCloseable {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String BASE = "/v2/library/box/";
    private static final int NOT_FOUND = 404;

    private final Map<String, byte[]> contents = new HashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;

    private ImageServer(InetAddress address) throws IOException {
        byte[] layer = layer();
        byte[] config = text("{'architecture':'amd64','os':'linux','config':{'Cmd':['/bin/busybox','echo','boxed']},"
                + "'rootfs':{'type':'layers','diff_ids':['" + digest(layer) + "']}}");
        byte[] packed = packed(layer);
        byte[] manifest = text("{'schemaVersion':2,'mediaType':'" + MANIFEST + "','config':"
                + part("container.image.v1+json", config) + ",'layers':["
                + part("image.rootfs.diff.tar.gzip", packed) + "]}");
        for (byte[] blob : List.of(config, packed)) {
            contents.put("blobs/" + digest(blob), blob);
        }
        contents.put("manifests/latest", manifest);
        contents.put("manifests/" + digest(manifest), manifest);
        http = HttpServer.create(new InetSocketAddress(address, 0), 0);
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    static ImageServer start(InetAddress address) throws IOException {
        return new ImageServer(address);
    }

    URI url() {
        return URI.create("http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort());
    }

    /** Returns how many layers and configurations were fetched so far. */
    long blobs() {
        return requests.stream()
                .filter(request -> request.startsWith("GET " + BASE + "blobs/"))
                .count();
    }

    /** Returns method and path of each request so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            byte[] content = path.equals("/v2/")
                    ? text("{}")
                    : contents.get(path.startsWith(BASE) ? path.substring(BASE.length()) : path);
            if (content == null) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            boolean isManifest = path.contains("/manifests/");
            exchange.getResponseHeaders().add("Content-Type", isManifest ? MANIFEST : "application/octet-stream");
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest(content));
            exchange.getResponseHeaders().add("Docker-Distribution-Api-Version", "registry/2.0");
            send(exchange, content);
        }
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, content.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content);
        }
    }

    private static byte[] layer() throws IOException {
        byte[] busybox = Files.readAllBytes(Path.of("/bin/busybox"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("bin/busybox");
            entry.setSize(busybox.length);
            entry.setMode(0755);
            tar.putArchiveEntry(entry);
            tar.write(busybox);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String part(String type, byte[] content) {
        return "{'mediaType':'application/vnd.docker." + type + "','size':" + content.length + ",'digest':'"
                + digest(content) + "'}";
    }

    private static byte[] text(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
