package dev.tandemwork.testkit.github.internal.server;

import com.sun.net.httpserver.HttpExchange;
import dev.tandemwork.testkit.github.internal.wire.Call;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes in: as to an enterprise server ({@code /api/v3}), to {@code api.HOST}, or to one host for all.
 *
 * @param path what is asked for, as everybody calls it
 * @param places where the caller finds this host
 */
record Visitor(String path, Places places) {
    static Visitor of(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("127.0.0.1:" + exchange.getLocalAddress().getPort());
        String path = exchange.getRequestURI().getPath();
        String web = "http://" + host.replaceFirst("^api\\.", "");
        if (path.equals("/api/graphql")) {
            return new Visitor("/graphql", new Places(web + "/api/v3", web));
        }
        return path.equals("/api/v3") || path.startsWith("/api/v3/")
                ? new Visitor(path.substring(7).isEmpty() ? "/" : path.substring(7), new Places(web + "/api/v3", web))
                : new Visitor(path, new Places("http://" + host, web));
    }

    Call call(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(
                exchange.getRequestMethod(),
                path,
                query(exchange.getRequestURI().getRawQuery()),
                Map.copyOf(headers),
                body,
                places);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
        }
        return Map.copyOf(query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
