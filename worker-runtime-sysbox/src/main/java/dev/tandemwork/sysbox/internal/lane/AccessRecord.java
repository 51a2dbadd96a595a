package dev.tandemwork.sysbox.internal.lane;

import java.time.Instant;

/**
 * What a proxy was asked for. A connection through it is told when it ends, and a refusal at once.
 *
 * @param time when it was answered, by the engine's clock
 * @param client who asked
 * @param method of the request
 * @param host that was asked for
 * @param port that was asked for; 0 if none was
 * @param verdict what the proxy made of it
 * @param status that the client was answered; 0 if it was not
 * @param sent bytes that the client has sent
 * @param received bytes that the client was sent
 */
public record AccessRecord(
        Instant time,
        String client,
        String method,
        String host,
        int port,
        Verdict verdict,
        int status,
        long sent,
        long received) {
    /** What a proxy makes of a request. */
    public enum Verdict {
        /** It was let out, which does not say that somebody answered. */
        ALLOWED,
        /** It was refused. */
        DENIED
    }

    /** Returns whether it was refused. */
    public boolean isDenied() {
        return verdict == Verdict.DENIED;
    }

    /** Returns a line for people, as {@code egress: denied CONNECT evil.invalid:443}. */
    public String text() {
        String what = isDenied() ? "denied" : "allowed";
        return "egress: " + what + " " + method + " " + host + ":" + port;
    }
}
