package dev.tandemwork.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.auth.Redaction;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.scm.ScmException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with a request into what a client may throw. */
final class Failures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int SERVER = 500;
    private static final int LONGEST_QUOTE = 500;

    private Failures() {}

    static ScmException of(Call call, Reply reply) {
        return failure(kind(call, reply.status()), call, told(reply) + expected(reply), null);
    }

    private static Kind kind(Call call, int status) {
        return switch (status) {
            case UNAUTHORIZED -> Kind.AUTHENTICATION;
            case FORBIDDEN -> Kind.PERMISSION;
            case NOT_FOUND, GONE -> Kind.NOT_FOUND;
            default -> status >= SERVER ? unsure(call) : Kind.INVALID;
        };
    }

    private static String told(Reply reply) {
        String message = reply.message();
        String quote = message.length() > LONGEST_QUOTE ? message.substring(0, LONGEST_QUOTE) + "..." : message;
        return "was answered with " + reply.status() + (quote.isEmpty() ? "" : " (" + quote + ")") + reply.requestId();
    }

    private static String expected(Reply reply) {
        return switch (reply.status()) {
            case UNAUTHORIZED -> "; expected a token that is valid and has not expired; give a new one";
            case FORBIDDEN -> forbidden(reply);
            case NOT_FOUND ->
                "; expected something that is there, and that the token may see: a repository that it may "
                        + "not see looks like none";
            default -> "";
        };
    }

    private static String forbidden(Reply reply) {
        if (reply.message().toLowerCase(Locale.ROOT).contains("archived")) {
            return "; expected a repository that is not archived; unarchive it, or take its tasks out of the plan";
        }
        return reply.header("x-accepted-github-permissions")
                .map(needed -> "; expected a token with the permission [" + needed + "]; grant it")
                .orElse("; expected a token that may do this; grant it the permission");
    }

    /** The host may have got the request before the connection broke. */
    static ScmException broken(Call call, IOException cause) {
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return failure(unsure(call), call, "was not answered: " + what, cause);
    }

    static ScmException unreadable(Call call, Reply reply) {
        String type = reply.header("content-type").orElse("of no type");
        boolean isPage = type.contains("html");
        Kind kind = isPage && call.isRead() ? Kind.INVALID : unsure(call);
        return failure(
                kind,
                call,
                "was answered with " + reply.status() + " and a body [" + type + "] that is "
                        + (reply.isCut() ? "larger than may be read" : "no whole JSON") + reply.requestId()
                        + "; expected JSON; check the base URL, and what stands between here and there",
                null);
    }

    static ScmException redirected(Call call, String why) {
        return failure(Kind.INVALID, call, "was redirected " + why, null);
    }

    static ScmException limited(Call call, Instant until) {
        return ScmException.rateLimited(
                "request [" + call.verb() + " " + call.path() + "] is one too many for its host; expected none before "
                        + until,
                until);
    }

    static ScmException refusedQuery(Call call, JsonNode errors) {
        StringJoiner told = new StringJoiner("; ");
        errors.forEach(error -> told.add(Json.errorOf(error)));
        boolean isMissing = errors.path(0).path("type").asText().equals("NOT_FOUND");
        return failure(isMissing ? Kind.NOT_FOUND : Kind.INVALID, call, "was refused (" + told + ")", null);
    }

    private static Kind unsure(Call call) {
        return call.isRead() ? Kind.TRANSIENT : Kind.AMBIGUOUS;
    }

    private static ScmException failure(Kind kind, Call call, String what, @Nullable Throwable cause) {
        return ScmException.of(kind, Redaction.of("request [" + call.verb() + " " + call.path() + "] " + what), cause);
    }
}
