package dev.tandemwork.testkit.github.internal.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import dev.tandemwork.testkit.github.traffic.GitHubTraffic;
import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what everybody asks for, and refuses what is too much. Safe for use by many threads. */
public final class Meter {
    private final InstantSource clock;
    private final Map<String, Ledger> ledgers = new HashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, Integer> exceeded = new TreeMap<>();
    private GitHubLimits limits;
    private LimitShape shape = LimitShape.RETRY_AFTER;
    private int counted;
    private int unchanged;
    private int mostAtOnce;
    private Optional<Duration> shortestPause = Optional.empty();

    /** Counts hours and minutes by {@code clock}. */
    public Meter(InstantSource clock, GitHubLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** Changes the limits, and how whoever exceeds them is told. */
    public synchronized void set(GitHubLimits changed, LimitShape told) {
        limits = changed;
        shape = told;
    }

    /** Returns what was asked for so far. */
    public synchronized GitHubTraffic traffic() {
        return new GitHubTraffic(calls, counted, unchanged, exceeded, mostAtOnce, shortestPause);
    }

    private Ledger ledger(Charge charge) {
        return ledgers.computeIfAbsent(charge.identity(), key -> new Ledger());
    }

    /** Lets a request in, or returns why not. Whoever was let in must {@link #end}. */
    synchronized Optional<Answer> begin(Charge charge) {
        Ledger ledger = ledger(charge);
        Instant now = clock.instant();
        mostAtOnce = Math.max(mostAtOnce, ledger.begin());
        calls.merge(charge.kind(), 1, Integer::sum);
        Optional<String> over = ledger.exceeded(charge, limits, now);
        if (over.isPresent()) {
            exceeded.merge(over.get(), 1, Integer::sum);
            return Optional.of(refusal(over.get(), charge, now));
        }
        pause(charge, ledger, now);
        ledger.spend(charge, now);
        counted += charge.isFree() ? 0 : 1;
        return Optional.empty();
    }

    private void pause(Charge charge, Ledger ledger, Instant now) {
        if (charge.isContent()) {
            Optional<Duration> pause = ledger.lastContent().map(last -> Duration.between(last, now));
            shortestPause = pause.filter(length -> shortestPause
                            .filter(known -> known.compareTo(length) <= 0)
                            .isEmpty())
                    .or(() -> shortestPause);
        }
    }

    private Answer refusal(String limit, Charge charge, Instant now) {
        if (!limit.equals("primary")) {
            return of(shape);
        }
        String message = "API rate limit exceeded for " + charge.identity() + ".";
        if (!charge.resource().equals("graphql")) {
            return headers(Problem.of(403, message).answer(), charge, now);
        }
        ObjectNode body = Json.object();
        body.putArray("errors").addObject().put("type", "RATE_LIMITED").put("message", message);
        return headers(Answer.ok(body), charge, now);
    }

    private static Answer of(LimitShape shape) {
        Answer answer = Answer.bytes(
                shape.status(), "application/json; charset=utf-8", shape.body().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : shape.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** The request has been served; an answer that says that nothing has changed is free. */
    synchronized Answer end(Charge charge, Answer answer) {
        Instant now = clock.instant();
        if (answer.status() == 304) {
            ledger(charge).giveBack(charge, now);
            counted--;
            unchanged++;
        }
        return headers(answer, charge, now);
    }

    /** The request is over. */
    synchronized void leave(Charge charge) {
        ledger(charge).end();
    }

    private Answer headers(Answer answer, Charge charge, Instant now) {
        int limit = Ledger.limit(charge, limits);
        if (limit == Integer.MAX_VALUE) {
            return answer;
        }
        Ledger.Hour hour = ledger(charge).hour(charge.resource(), now);
        return answer.with("X-RateLimit-Limit", Integer.toString(limit))
                .with("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - hour.used())))
                .with("X-RateLimit-Used", Integer.toString(hour.used()))
                .with("X-RateLimit-Reset", Long.toString(hour.reset().getEpochSecond()))
                .with("X-RateLimit-Resource", charge.resource());
    }

    /** Returns what is left of every resource; nothing if there are no limits. */
    synchronized Optional<ObjectNode> overview(String identity) {
        if (limits.restPerHour() == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        ObjectNode shown = Json.object();
        ObjectNode resources = shown.putObject("resources");
        resources.set("core", left(identity, "core"));
        resources.set("graphql", left(identity, "graphql"));
        resources.set("search", left(identity, "search"));
        shown.set("rate", left(identity, "core"));
        return Optional.of(shown);
    }

    private ObjectNode left(String identity, String resource) {
        Charge charge = new Charge(identity, "", resource, 0, false);
        int limit = Ledger.limit(charge, limits);
        Ledger.Hour hour = ledger(charge).hour(resource, clock.instant());
        return Json.object()
                .put("limit", limit)
                .put("used", hour.used())
                .put("remaining", Math.max(0, limit - hour.used()))
                .put("reset", hour.reset().getEpochSecond());
    }
}
