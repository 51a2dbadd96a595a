package dev.tandemwork.testkit.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the scripted model answers to one request. */
public sealed interface ModelReply {
    /** Returns an answer in words, which ends the agent's turn. */
    static ModelReply text(String text) {
        return new Message(List.of(new Text(text)));
    }

    /** Returns an answer that asks the agent to run {@code tool}, named as the agent names it, with {@code input}. */
    static ModelReply toolUse(String tool, Map<String, ?> input) {
        return new Message(List.of(new ToolUse(tool, Map.copyOf(input))));
    }

    /** Returns an answer of several parts, in this order. */
    static ModelReply message(Block... blocks) {
        return new Message(List.of(blocks));
    }

    /** Returns the answer to a wrong key: HTTP 401. */
    static ModelReply unauthorized() {
        return new Refusal(401, "authentication_error", "invalid x-api-key", Map.of());
    }

    /** Returns the answer to too many requests: HTTP 429, with the time to wait, in whole seconds. */
    static ModelReply rateLimited(Duration retryAfter) {
        Map<String, String> headers = Map.of("retry-after", Long.toString(retryAfter.toSeconds()));
        return new Refusal(429, "rate_limit_error", "this request would exceed your rate limit", headers);
    }

    /** Returns the answer of an overloaded provider: HTTP 529. */
    static ModelReply overloaded() {
        return new Refusal(529, "overloaded_error", "Overloaded", Map.of());
    }

    /** Returns a refusal of any status, in the error shape of the Messages API. */
    static ModelReply refusal(int status, String type, String message) {
        return new Refusal(status, type, message, Map.of());
    }

    /** Returns no answer: the request is read, and the connection stays open and silent until the server closes. */
    static ModelReply stall() {
        return new Stall();
    }

    /** Returns an answer that begins with {@code text}, and whose connection is then cut in the middle of the stream. */
    static ModelReply cut(String text) {
        return new Cut(text);
    }

    /** A part of a message. */
    sealed interface Block {}

    /**
     * Words.
     *
     * @param text what the model says
     */
    record Text(String text) implements Block {}

    /**
     * A tool to be run.
     *
     * @param tool its name
     * @param input its arguments
     */
    record ToolUse(String tool, Map<String, ?> input) implements Block {}

    /**
     * A complete answer.
     *
     * @param blocks its parts
     */
    record Message(List<Block> blocks) implements ModelReply {}

    /**
     * An error instead of an answer.
     *
     * @param status the HTTP status
     * @param type the error's type
     * @param message the error's text
     * @param headers headers to send
     */
    record Refusal(int status, String type, String message, Map<String, String> headers) implements ModelReply {}

    /** Silence. */
    record Stall() implements ModelReply {}

    /**
     * An answer that stops in the middle.
     *
     * @param text what is still said
     */
    record Cut(String text) implements ModelReply {}
}
