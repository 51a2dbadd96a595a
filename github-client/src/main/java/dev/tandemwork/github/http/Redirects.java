package dev.tandemwork.github.http;

import dev.tandemwork.github.auth.Token;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** Follows redirects: with the token on its own host only, and never a write anywhere else. */
final class Redirects {
    private static final int MOVED = 301;
    private static final int FOUND = 302;
    private static final int SAME_METHOD = 307;
    private static final int MOVED_SAME_METHOD = 308;
    private static final int MOST = 5;

    private final Endpoint endpoint;
    private final Wire wire;

    Redirects(Endpoint endpoint, Wire wire) {
        this.endpoint = endpoint;
        this.wire = wire;
    }

    Reply send(Call call, HttpUrl first, Token token, Optional<Reply> known) throws IOException {
        HttpUrl url = first;
        for (int hops = 0; hops <= MOST; hops++) {
            Reply reply = wire.send(call, url, Optional.of(token).filter(own(url)), known);
            Optional<HttpUrl> target = target(reply, url);
            if (target.isEmpty()) {
                return reply;
            }
            requireAllowed(call, reply, url, target.get());
            url = target.get();
        }
        throw Failures.redirected(call, "more than " + MOST + " times; expected an end");
    }

    private Predicate<Token> own(HttpUrl url) {
        return token -> endpoint.isOwn(url);
    }

    private static Optional<HttpUrl> target(Reply reply, HttpUrl url) {
        return switch (reply.status()) {
            case MOVED, FOUND, SAME_METHOD, MOVED_SAME_METHOD ->
                reply.header("location").flatMap(location -> Optional.ofNullable(url.resolve(location)));
            default -> Optional.empty();
        };
    }

    private void requireAllowed(Call call, Reply reply, HttpUrl from, HttpUrl to) {
        if (from.isHttps() && !to.isHttps()) {
            throw Failures.redirected(call, "to an address without TLS; expected https");
        }
        boolean keepsMethod = reply.status() == SAME_METHOD || reply.status() == MOVED_SAME_METHOD;
        if (call.verb() != Verb.GET && (!keepsMethod || !endpoint.isOwn(to))) {
            throw Failures.redirected(
                    call,
                    "to [" + to.host() + to.encodedPath() + "]; expected a write to stay where it is; use the new "
                            + "name of the repository, if it was renamed");
        }
    }
}
