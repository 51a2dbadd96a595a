package dev.tandemwork.testkit.github.internal.hook;

import dev.tandemwork.testkit.github.internal.rest.EventShape;
import dev.tandemwork.testkit.github.internal.state.Happening;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells those who want to know what happens: in order, once, and never again if they don't listen. */
public final class Hooks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Hub hub;
    private final Places places;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);
    private boolean isLost;

    /** Tells what happens at {@code hub}. */
    public Hooks(Hub hub, Places places) {
        this.hub = hub;
        this.places = places;
        hub.listen(this::happened);
    }

    /** Tells {@code target} of events of one repository: of all of them if {@code events} is empty. */
    public void add(long repository, URI target, String secret, Set<String> events) {
        hooks.add(new Hook(repository, target, secret, events));
    }

    /** Loses everything that would be told, or no longer. */
    public synchronized void lose(boolean isLosing) {
        isLost = isLosing;
    }

    private void happened(Happening happening) {
        for (Hook hook : hooks) {
            if (hook.wants(happening)) {
                String body = new EventShape(hub, places).of(happening).toString();
                tell(new Delivery(UUID.randomUUID().toString(), happening.event(), hook, body));
            }
        }
    }

    private synchronized void tell(Delivery delivery) {
        deliveries.add(delivery);
        if (!isLost) {
            send(delivery);
        }
    }

    /** Tells everything again that was told so far, under the same names, as a person can ask for. */
    public synchronized void repeat() {
        deliveries.forEach(this::send);
    }

    private synchronized void send(Delivery delivery) {
        last = last.thenCompose(
                sent -> http.sendAsync(delivery.request(PATIENCE), HttpResponse.BodyHandlers.discarding())
                        .handle((answer, failure) -> failure == null));
    }

    private record Hook(long repository, URI target, String secret, Set<String> events) {
        boolean wants(Happening happening) {
            return happening.repository().id() == repository
                    && (events.isEmpty() || events.contains(happening.event()));
        }
    }

    private record Delivery(String id, String event, Hook hook, String body) {
        HttpRequest request(Duration patience) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpRequest.newBuilder(hook.target())
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "GitHub-Hookshot/fake")
                    .header("X-GitHub-Event", event)
                    .header("X-GitHub-Delivery", id)
                    .header("X-Hub-Signature-256", HookSignature.of(hook.secret(), bytes))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build();
        }
    }
}
