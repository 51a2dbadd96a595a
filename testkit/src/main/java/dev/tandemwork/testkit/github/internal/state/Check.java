package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A check run.
 *
 * @param id its number
 * @param app the login of the app that runs it
 * @param head the commit
 * @param name unique for an app and a commit; the latest counts
 * @param result how far it is
 * @param externalId what the app calls it
 * @param started when it began
 */
public record Check(long id, String app, String head, String name, Result result, String externalId, Instant started) {
    /** Tells whether it has ended. */
    public boolean isDone() {
        return result.status.equals("completed");
    }

    /** Tells whether it has ended well, as far as rules are concerned. */
    public boolean isGood() {
        return isDone() && result.conclusion.filter(Check::isGood).isPresent();
    }

    private static boolean isGood(String conclusion) {
        return conclusion.equals("success") || conclusion.equals("neutral") || conclusion.equals("skipped");
    }

    /**
     * How far a check is.
     *
     * @param status {@code queued}, {@code in_progress} or {@code completed}
     * @param conclusion how it ended
     * @param completed when it ended
     * @param title one line
     * @param summary Markdown
     * @param detailsUrl where there is more
     */
    public record Result(
            String status,
            Optional<String> conclusion,
            Optional<Instant> completed,
            Optional<String> title,
            Optional<String> summary,
            Optional<String> detailsUrl) {}
}
