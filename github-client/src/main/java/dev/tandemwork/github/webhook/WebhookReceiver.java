package dev.tandemwork.github.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.http.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes GitHub's webhooks, wherever an application receives them: behind its own HTTP server, at a path of its own.
 *
 * <p>What is not signed by GitHub is refused before it is read. A delivery that was made again is told once. Safe for use by
 * many threads.
 */
public final class WebhookReceiver {
    /** GitHub sends no larger ones. */
    public static final int LARGEST = 25 << 20;

    private static final int ACCEPTED = 202;
    private static final int BAD = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LARGE = 413;
    private static final int REMEMBERED = 10_000;

    private final WebhookSecret secret;
    private final Consumer<Hint> listener;
    private final Set<String> deliveries = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    private WebhookReceiver(WebhookSecret secret, Consumer<Hint> listener) {
        this.secret = secret;
        this.listener = listener;
    }

    /** Returns a receiver that tells {@code listener}, which must not block: GitHub waits for ten seconds. */
    public static WebhookReceiver of(WebhookSecret secret, Consumer<Hint> listener) {
        return new WebhookReceiver(secret, listener);
    }

    /**
     * Takes a delivery, and returns the status to answer it with.
     *
     * @param header returns a header of the request, whatever the case of its name
     * @param body the body as it was sent, byte for byte
     */
    public int receive(Function<String, Optional<String>> header, byte[] body) {
        if (body.length > LARGEST) {
            return TOO_LARGE;
        }
        if (!secret.hasSigned(body, header.apply("X-Hub-Signature-256").orElse(""))) {
            return UNAUTHORIZED;
        }
        Optional<String> event = header.apply("X-GitHub-Event");
        Optional<JsonNode> json = Json.read(body).filter(JsonNode::isObject);
        if (event.isEmpty() || json.isEmpty()) {
            return BAD;
        }
        Optional<String> delivery = header.apply("X-GitHub-Delivery");
        if (delivery.isEmpty() || deliveries.add(delivery.get())) {
            tell(Hint.of(event.get(), json.get()));
        }
        return ACCEPTED;
    }

    /** A ping, say, is about no repository. */
    private void tell(Hint hint) {
        if (!hint.repository().isEmpty()) {
            listener.accept(hint);
        }
    }

    /** The last ones. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
