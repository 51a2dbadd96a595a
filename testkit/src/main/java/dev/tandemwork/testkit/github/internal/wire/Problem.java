package dev.tandemwork.testkit.github.internal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Thrown to refuse a request, in the words and with the status of GitHub. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private final transient Answer answer;

    private Problem(String message, Answer answer, @Nullable Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    /** Returns a refusal. */
    public static Problem of(int status, String message) {
        return of(status, message, null);
    }

    /** Returns a refusal because of {@code cause}. */
    public static Problem of(int status, String message, @Nullable Throwable cause) {
        return new Problem(message, Answer.json(status, body(status, message)), cause);
    }

    /** Returns the refusal of what the caller may not know to exist. */
    public static Problem notFound() {
        return of(404, "Not Found");
    }

    /** Returns the refusal of a field, for a reason that has a code only. */
    public static Problem field(String resource, String field, String code) {
        ObjectNode error = Json.object().put("resource", resource).put("field", field);
        return invalid(error.put("code", code), resource + "." + field + " is " + code);
    }

    /** Returns the refusal of a request, for a reason in words. */
    public static Problem custom(String resource, String message) {
        ObjectNode error = Json.object().put("resource", resource).put("code", "custom");
        return invalid(error.put("message", message), message);
    }

    /** Returns the refusal of a request whose errors are plain sentences. */
    public static Problem unprocessable(String sentence) {
        ObjectNode body = body(422, "Unprocessable Entity");
        body.set("errors", Json.array().add(sentence));
        return new Problem(sentence, Answer.json(422, body), null);
    }

    /** Returns the refusal to make a diff that is too large. */
    public static Problem tooLarge(String resource, String sentence) {
        ObjectNode body = body(406, sentence);
        body.set(
                "errors",
                errors(Json.object()
                        .put("resource", resource)
                        .put("field", "diff")
                        .put("code", "too_large")));
        return new Problem(sentence, Answer.json(406, body), null);
    }

    private static Problem invalid(ObjectNode error, String message) {
        ObjectNode body = body(422, "Validation Failed");
        body.set("errors", errors(error));
        return new Problem(message, Answer.json(422, body), null);
    }

    private static ArrayNode errors(ObjectNode error) {
        return Json.array().add(error);
    }

    private static ObjectNode body(int status, String message) {
        return Json.object()
                .put("message", message)
                .put("documentation_url", DOCUMENTATION)
                .put("status", Integer.toString(status));
    }

    /** Returns what the caller is told. */
    public Answer answer() {
        return answer;
    }
}
