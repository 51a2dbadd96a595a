package dev.tandemwork.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** What a host has answered. */
public final class Reply {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final boolean isCut;

    Reply(int status, Headers headers, byte[] body, boolean isCut) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.isCut = isCut;
    }

    /** Returns the number that says how it went. */
    public int status() {
        return status;
    }

    /** Returns whether it was larger than what may be read of it. */
    public boolean isCut() {
        return isCut;
    }

    int size() {
        return body.length;
    }

    /** Returns whether it is a success. */
    public boolean isGood() {
        return status >= OK && status < REDIRECT;
    }

    /** Returns the body as JSON; a missing node if it is none. */
    public JsonNode json() {
        return Json.read(body).orElse(MissingNode.getInstance());
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the address of the next page, as the host gives it. */
    public Optional<String> next() {
        return header("link").map(NEXT::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    Optional<Long> number(String name) {
        return header(name)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    Optional<Instant> date(String name) {
        try {
            return header(name).map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String requestId() {
        return header("x-github-request-id").map(id -> "; request " + id).orElse("");
    }

    /** Returns what the host says of the failure, on one line. */
    public String message() {
        JsonNode json = json();
        StringBuilder told = new StringBuilder(json.path("message").asText(""));
        json.path("errors").forEach(error -> told.append("; ").append(Json.errorOf(error)));
        return told.toString().replaceAll("\\s+", " ");
    }
}
