package dev.tandemwork.testkit.github.traffic;

import java.util.Map;

/** The forms in which GitHub has been seen to say that somebody asks too much. */
public enum LimitShape {
    /** 403 with {@code Retry-After} in seconds. */
    RETRY_AFTER(403, "Retry-After: 60", Words.SECONDARY),
    /** 403 with {@code Retry-After} as a date: {@code @60} stands for 60 seconds after the time of the server. */
    RETRY_AT(403, "Retry-After: @60", Words.SECONDARY),
    /** 403 although much is left of the hour. */
    MUCH_LEFT(403, "X-RateLimit-Remaining: 4000", Words.SECONDARY),
    /** 403, and only the words tell. */
    WORDS_ONLY(403, "", Words.SECONDARY),
    /** 429 with {@code Retry-After} in seconds. */
    TOO_MANY(429, "Retry-After: 60", Words.SECONDARY),
    /** 429, and nothing that says how long. */
    TOO_MANY_WORDS_ONLY(429, "", Words.SECONDARY),
    /** 403 with a header that names the limit. */
    LIMITED_BY(403, "gh-limited-by: search-elapsed-time-shared-grouped", Words.SECONDARY),
    /** 403 in the words of earlier years. */
    ABUSE(403, "Retry-After: 30", Words.ABUSE),
    /** 403 for content that comes too fast. */
    SUBMITTED_TOO_QUICKLY(403, "", Words.TOO_QUICK),
    /** 422 for content that comes too fast. */
    SUBMITTED_TOO_QUICKLY_INVALID(422, "", Words.TOO_QUICK_INVALID);

    private final int status;
    private final String header;
    private final String body;

    LimitShape(int status, String header, String body) {
        this.status = status;
        this.header = header;
        this.body = body;
    }

    /** Returns the status of the answer. */
    public int status() {
        return status;
    }

    /** Returns what stands in the headers of the answer, but for those of every answer. */
    public Map<String, String> headers() {
        String[] parts = header.split(": ", 2);
        return parts.length == 2 ? Map.of(parts[0], parts[1]) : Map.of();
    }

    /** Returns the body of the answer. */
    public String body() {
        return body;
    }

    private static final class Words {
        static final String SECONDARY =
                "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\","
                        + "\"documentation_url\":\"https://docs.github.com/free-pro-team@latest/rest/overview/"
                        + "rate-limits-for-the-rest-api#about-secondary-rate-limits\"}";
        static final String ABUSE =
                "{\"message\":\"You have triggered an abuse detection mechanism. Please wait a few minutes before you try"
                        + " again.\",\"documentation_url\":\"https://developer.github.com/v3/#abuse-rate-limits\"}";
        static final String TOO_QUICK =
                "{\"message\":\"was submitted too quickly\",\"documentation_url\":\"https://docs.github.com/rest\"}";
        static final String TOO_QUICK_INVALID =
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"code\":\"custom\","
                        + "\"message\":\"was submitted too quickly\"}]}";

        private Words() {}
    }
}
