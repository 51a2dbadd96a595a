package dev.tandemwork.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.auth.Token;
import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.limit.Effect;
import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.Permit;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.github.limit.Resource;
import dev.tandemwork.github.limit.Timeline;
import dev.tandemwork.github.limit.Traffic;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.scm.ScmException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A host's interfaces, as one identity sees them.
 *
 * <p>A read is tried again when it was not answered, or by an error of the host. A write is not: it fails as {@code
 * AMBIGUOUS}, and whoever made it looks whether it was done. Both are tried again when they were refused for too many
 * requests, which says that they were not done.
 */
public final class Api {
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int SERVER = 500;
    private static final int MOST_TRIES = 5;
    private static final int MOST_WRITES = 3;
    private static final int[] POLLS = {1, 2, 4, 5, 10, 15};
    private static final long CACHE = 32 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final TokenSource tokens;
    private final Limiter limiter;
    private final Timeline timeline;
    private final Pace pace;
    private final Redirects redirects;
    private final ReplyCache cache = new ReplyCache(CACHE);

    private Api(Endpoint endpoint, TokenSource tokens, Limiter limiter, Timeline timeline, Pace pace, Wire wire) {
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.limiter = limiter;
        this.timeline = timeline;
        this.pace = pace;
        this.redirects = new Redirects(endpoint, wire);
    }

    /** Returns the interfaces of {@code endpoint}. */
    public static Api of(Endpoint endpoint, TokenSource tokens, Limiter limiter, Timeline timeline, Pace pace) {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .callTimeout(WHOLE_CALL)
                .followRedirects(false)
                .build();
        return new Api(endpoint, tokens, limiter, timeline, pace, new Wire(client, "tandemwork"));
    }

    /**
     * Returns the reply, also one that refuses.
     *
     * @throws ScmException if there is none, or the host failed, or it refused the credential, or too many requests
     */
    public Reply send(Call call) {
        Call next = call;
        Instant notBefore = Instant.MIN;
        for (int tries = 1; ; tries++) {
            Token token = tokens.token();
            Attempt attempt = attempt(next, token, notBefore);
            if (attempt.reply().isPresent()) {
                return attempt.reply().get();
            }
            ScmException failure = attempt.failure();
            if (tries >= mostTries(failure, token)) {
                throw failure;
            }
            // What was kept may be why the host says that it is not there.
            next = failure.kind() == Kind.NOT_FOUND ? call.fresh() : call;
            notBefore =
                    failure.retryAt().orElse(timeline.now().plus(pace.backoff().multipliedBy(1L << (tries - 1))));
        }
    }

    private int mostTries(ScmException failure, Token used) {
        return switch (failure.kind()) {
            case TRANSIENT, RATE_LIMITED, NOT_FOUND -> MOST_TRIES;
            case AUTHENTICATION -> tokens.token().equals(used) ? 1 : 2;
            default -> 1;
        };
    }

    private Attempt attempt(Call call, Token token, Instant notBefore) {
        HttpUrl url = call.isGraphql() ? endpoint.graphql() : endpoint.resolve(call.path());
        Optional<Reply> known = cache.find(call, url, token);
        Permit permit = limiter.await(new Limiter.Errand(call.traffic(), call.key(), notBefore), pace.patience());
        try {
            Reply reply = redirects.send(call, url, token, known);
            Optional<Instant> until = new Signals(call, reply, timeline.now()).tell(permit);
            if (until.isPresent()) {
                return Attempt.failed(Failures.limited(call, until.get()));
            }
            if (reply.status() == NOT_MODIFIED && known.isPresent()) {
                return Attempt.done(known.get());
            }
            return judge(call, token, reply, known.isPresent()).keeping(kept -> cache.keep(call, url, token, kept));
        } catch (IOException e) {
            return Attempt.failed(Failures.broken(call, e));
        } finally {
            permit.done();
        }
    }

    private Attempt judge(Call call, Token token, Reply reply, boolean wasKnown) {
        if (reply.status() == UNAUTHORIZED) {
            tokens.reject(token);
            return Attempt.failed(Failures.of(call, reply));
        }
        boolean isStale =
                reply.status() == NOT_FOUND && wasKnown && reply.header("etag").isPresent();
        if (reply.status() >= SERVER || isStale) {
            return Attempt.failed(Failures.of(call, reply));
        }
        boolean isReadable = !call.expectsJson() || !reply.isGood() || reply.size() == 0 || isWholeJson(reply);
        return isReadable ? Attempt.done(reply) : Attempt.failed(Failures.unreadable(call, reply));
    }

    private static boolean isWholeJson(Reply reply) {
        return !reply.isCut() && !reply.json().isMissingNode();
    }

    /** Returns a reply that does not refuse, or throws what the refusal means. */
    public Reply require(Call call) {
        Reply reply = send(call);
        if (!reply.isGood()) {
            throw Failures.of(call, reply);
        }
        return reply;
    }

    /** Returns what the refusal {@code reply} of {@code call} means. */
    public static ScmException refusal(Call call, Reply reply) {
        return Failures.of(call, reply);
    }

    /** Returns the JSON of a reply that does not refuse. */
    public JsonNode json(Call call) {
        return require(call).json();
    }

    /**
     * Returns the data that a GraphQL document gets.
     *
     * @throws ScmException of kind {@code INVALID} if the host refuses it, with what the host says
     */
    public JsonNode graphql(String document, JsonNode variables, Effect effect, Priority priority) {
        Call call = Call.graphql(Json.object().put("query", document).set("variables", variables), effect, priority);
        JsonNode reply = json(call);
        if (reply.path("errors").isEmpty()) {
            return reply.path("data");
        }
        throw Failures.refusedQuery(call, reply.path("errors"));
    }

    /** Returns the elements of all pages of a list; those of the member {@code field} of each page, unless it is empty. */
    public List<JsonNode> pages(Call first, String field) {
        List<JsonNode> all = new ArrayList<>();
        Optional<Call> next = Optional.of(first);
        while (next.isPresent()) {
            Reply reply = require(next.get());
            JsonNode page = reply.json();
            (field.isEmpty() ? page : page.path(field)).forEach(all::add);
            next = reply.next().map(first::at);
        }
        return all;
    }

    /**
     * Makes a write at most once: it is looked for first, and again when its answer was lost.
     *
     * @param find returns what the write makes, if that is there
     */
    public <T> T once(Supplier<Optional<T>> find, Supplier<T> write) {
        return find.get().orElseGet(() -> onceAfterLook(find, write));
    }

    /** Makes a write at most once, of which the caller knows that it was not made yet. */
    public <T> T onceAfterLook(Supplier<Optional<T>> find, Supplier<T> write) {
        for (int tries = 1; ; tries++) {
            try {
                return write.get();
            } catch (ScmException failure) {
                if (failure.kind() != Kind.AMBIGUOUS || tries == MOST_WRITES) {
                    throw failure;
                }
                settle(failure);
            }
            Optional<T> found = find.get();
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private void settle(ScmException failure) {
        if (!rest(pace.settling())) {
            throw ScmException.rateLimited(
                    String.valueOf(failure.getMessage()), timeline.now().plus(pace.settling()));
        }
    }

    /** Returns the time. */
    public Instant now() {
        return timeline.now();
    }

    /** Makes a write that may be made twice, as often as it takes to be sure that it was made. */
    public <T> T again(Supplier<T> write) {
        return onceAfterLook(Optional::empty, write);
    }

    /** Waits for {@code time}, or returns false at once if that is longer than a call may hold its thread. */
    public boolean rest(Duration time) {
        if (time.compareTo(pace.patience()) > 0) {
            return false;
        }
        Traffic traffic = new Traffic(Resource.CORE, Effect.READ, Priority.MERGE);
        limiter.await(new Limiter.Errand(traffic, "rest", timeline.now().plus(time)), pace.patience())
                .done();
        return true;
    }

    /** Returns what {@code look} finds, if it finds it before a call may hold its thread no longer. */
    public <T> Optional<T> poll(Supplier<Optional<T>> look) {
        Duration waited = Duration.ZERO;
        for (int seconds : POLLS) {
            Optional<T> found = look.get();
            Duration wait = pace.backoff().multipliedBy(seconds);
            waited = waited.plus(wait);
            if (found.isPresent() || waited.compareTo(pace.patience()) > 0 || !rest(wait)) {
                return found;
            }
        }
        return look.get();
    }

    private record Attempt(Optional<Reply> reply, @Nullable ScmException problem) {
        static Attempt done(Reply reply) {
            return new Attempt(Optional.of(reply), null);
        }

        static Attempt failed(ScmException failure) {
            return new Attempt(Optional.empty(), failure);
        }

        ScmException failure() {
            return Objects.requireNonNull(problem, "problem");
        }

        Attempt keeping(Consumer<Reply> keeper) {
            reply.ifPresent(keeper);
            return this;
        }
    }
}
