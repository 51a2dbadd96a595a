package dev.tandemwork.github.auth;

import dev.tandemwork.scm.ScmException;

/** Where a client has its token from. Safe for use by many threads. */
@FunctionalInterface
public interface TokenSource extends AutoCloseable {
    /**
     * Returns the token to use now. It is asked before every request, and so keeps what is costly to get.
     *
     * @throws ScmException of kind {@code AUTHENTICATION} if there is none
     */
    Token token();

    /** Says that the host has refused {@code rejected}, so that {@link #token()} gets another one, if it can. */
    default void reject(Token rejected) {}

    /** Gives up what it holds; a token that was made for this source is taken back. */
    @Override
    default void close() {}

    /** Returns a source that has one token. */
    static TokenSource of(Token token) {
        return () -> token;
    }
}
