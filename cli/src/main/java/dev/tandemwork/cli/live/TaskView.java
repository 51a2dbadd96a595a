package dev.tandemwork.cli.live;

import dev.tandemwork.budget.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task stands.
 *
 * @param id the task
 * @param title its title
 * @param phase where it stands
 * @param attempts how many attempts it has begun
 * @param began when its first attempt began
 * @param ended when nothing more happened to it
 * @param cost what it has used
 * @param note the last thing it said, on one line
 * @param waitsSince since when it waits, for what the note says
 * @param pullRequest its pull request
 * @param commit the commit on the base branch, once it has landed
 */
public record TaskView(
        String id,
        String title,
        Phase phase,
        int attempts,
        Optional<Instant> began,
        Optional<Instant> ended,
        Money cost,
        String note,
        Optional<Instant> waitsSince,
        Optional<String> pullRequest,
        Optional<String> commit) {

    /** Returns the note, with how long it has waited by {@code now}. */
    public String note(Instant now) {
        return waitsSince
                .map(since -> note + ", " + Elapsed.of(Duration.between(since, now)) + " so far")
                .orElse(note);
    }

    /** Returns how long it has been worked on by {@code now}. */
    public Optional<Duration> elapsed(Instant now) {
        return began.map(begin -> Duration.between(begin, ended.orElse(now)));
    }
}
