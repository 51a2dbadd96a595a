package dev.tandemwork.testkit.github.fault;

import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with one request. */
public sealed interface GitHubFault {
    /**
     * The request is not served; this is answered.
     *
     * @param status of the answer
     * @param headers of the answer
     * @param body of the answer
     */
    record Refused(int status, Map<String, String> headers, String body) implements GitHubFault {
        /** Copies the map. */
        public Refused {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The request is served; this is answered instead of what it gave.
     *
     * @param status of the answer
     * @param body of the answer
     */
    record Garbled(int status, String body) implements GitHubFault {}

    /** The request is not served, and the connection is cut. */
    record Dropped() implements GitHubFault {}

    /** The request is served, and the connection is cut before the answer: nobody knows whether it went through. */
    record Cut() implements GitHubFault {}

    /** The request is served, and the connection is cut in the middle of the answer. */
    record CutShort() implements GitHubFault {}

    /**
     * The answer is late.
     *
     * @param delay how late, by the clock of the machine
     */
    record Slow(Duration delay) implements GitHubFault {}

    /** Returns an error of the server that leaves nothing done. */
    static GitHubFault status(int status) {
        return new Refused(status, Map.of(), "{\"message\":\"Server Error\"}");
    }

    /** Returns a refusal in the words of GitHub. */
    static GitHubFault message(int status, String message) {
        return new Refused(status, Map.of(), "{\"message\":\"" + message + "\"}");
    }

    /** Returns an error page in HTML, as from a proxy in between. */
    static GitHubFault page(int status) {
        return new Refused(
                status,
                Map.of("Content-Type", "text/html"),
                "<!DOCTYPE html><html><body><h1>Whoops</h1><p>Something is broken.</p></body></html>");
    }

    /** Returns an error of the server after all is done. */
    static GitHubFault statusAfterCommit(int status) {
        return new Garbled(status, "{\"message\":\"Server Error\"}");
    }

    /** Returns a cut after all is done. */
    static GitHubFault cutAfterCommit() {
        return new Cut();
    }

    /** Returns a delay. */
    static GitHubFault slow(Duration delay) {
        return new Slow(delay);
    }

    /** Returns the refusal of a merge whose base branch has just moved; asking again helps. */
    static GitHubFault baseModified() {
        return message(405, "Base branch was modified. Review and try the merge again.");
    }

    /** Returns the refusal of a merge because of another head than expected. */
    static GitHubFault headModified() {
        return message(409, "Head branch was modified. Review and try the merge again.");
    }

    /** Returns the refusal to make a diff. */
    static GitHubFault diffTooLarge() {
        String sentence = "Sorry, the diff exceeded the maximum number of lines (20000)";
        return new Refused(
                406,
                Map.of(),
                "{\"message\":\"" + sentence
                        + "\",\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"diff\",\"code\":\"too_large\"}]}");
    }

    /** Returns one of the forms in which a request is refused as invalid. */
    static GitHubFault invalid(String sentence) {
        return new Refused(422, Map.of(), "{\"message\":\"Unprocessable Entity\",\"errors\":[\"" + sentence + "\"]}");
    }

    /** Returns the refusal of somebody who asks too much, in one of its forms. */
    static GitHubFault limited(LimitShape shape) {
        return new Refused(shape.status(), shape.headers(), shape.body());
    }
}
