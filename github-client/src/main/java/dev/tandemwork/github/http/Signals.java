package dev.tandemwork.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.limit.Permit;
import dev.tandemwork.github.limit.Permit.Quota;
import dev.tandemwork.github.limit.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a reply says of limits. Times in it are the host's; they are turned into ours by its {@code Date}. */
final class Signals {
    private static final int FORBIDDEN = 403;
    private static final int INVALID = 422;
    private static final int TOO_MANY = 429;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration AFTER_RESET = Duration.ofSeconds(1);
    private static final Pattern COMPLAINT = Pattern.compile(
            "secondary rate|submitted too quickly|abuse detection|temporarily blocked", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOO_QUICK = Pattern.compile("submitted too quickly", Pattern.CASE_INSENSITIVE);

    private final Call call;
    private final Reply reply;
    private final Instant now;
    private final Duration skew;

    Signals(Call call, Reply reply, Instant now) {
        this.call = call;
        this.reply = reply;
        this.now = now;
        this.skew = reply.date("date").map(date -> Duration.between(now, date)).orElse(Duration.ZERO);
    }

    /** Tells the limiter, and returns when to try again if the request was refused for too many. */
    Optional<Instant> tell(Permit permit) {
        Optional<Quota> quota = quota();
        quota.ifPresent(known -> resource().ifPresent(resource -> permit.observe(resource, known)));
        if (!isRefused()) {
            permit.accepted();
            return Optional.empty();
        }
        Optional<Instant> told = retryAfter();
        Optional<Instant> reset = quota.filter(this::isSpent).map(Quota::resetsAt);
        return told.isEmpty() && reset.isPresent()
                ? reset.map(at -> at.plus(AFTER_RESET))
                : Optional.of(permit.refused(told));
    }

    private boolean isSpent(Quota quota) {
        return quota.remaining() == 0 && quota.resetsAt().isAfter(now);
    }

    private Optional<Quota> quota() {
        Optional<Long> limit = reply.number("x-ratelimit-limit");
        Optional<Long> reset = reply.number("x-ratelimit-reset");
        return reply.number("x-ratelimit-remaining")
                .filter(remaining -> limit.isPresent() && reset.isPresent())
                .map(remaining -> new Quota(limit.get(), remaining, ours(Instant.ofEpochSecond(reset.get()))));
    }

    private Optional<Resource> resource() {
        String label = reply.header("x-ratelimit-resource")
                .orElse(call.traffic().resource().label());
        return Stream.of(Resource.values())
                .filter(resource -> resource.label().equals(label))
                .findFirst();
    }

    private Instant ours(Instant theirs) {
        Instant moved = theirs.minus(skew);
        Instant latest = now.plus(LONGEST);
        return moved.isBefore(latest) ? moved : latest;
    }

    private Optional<Instant> retryAfter() {
        return reply.number("retry-after")
                .map(seconds -> now.plusSeconds(Math.min(seconds, LONGEST.toSeconds())))
                .or(() -> reply.date("retry-after").map(this::ours));
    }

    private boolean isRefused() {
        return switch (reply.status()) {
            case TOO_MANY -> true;
            case FORBIDDEN ->
                reply.header("retry-after").isPresent()
                        || reply.header("gh-limited-by").isPresent()
                        || quota().filter(this::isSpent).isPresent()
                        || COMPLAINT.matcher(reply.text()).find();
            case INVALID -> TOO_QUICK.matcher(reply.text()).find();
            default -> call.traffic().resource() == Resource.GRAPHQL && reply.isGood() && isRefusedQuery();
        };
    }

    private boolean isRefusedQuery() {
        for (JsonNode error : reply.json().path("errors")) {
            String message = error.path("message").asText();
            if (error.path("type").asText().equals("RATE_LIMITED")
                    || COMPLAINT.matcher(message).find()) {
                return true;
            }
        }
        return false;
    }
}
