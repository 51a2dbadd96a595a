package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.review.Finding;
import java.time.Duration;
import java.util.List;

/**
 * An attempt at a task, and what was said of it.
 *
 * @param number which, from 1
 * @param took how long the agent worked
 * @param usage what the agent used
 * @param summary the agent's last words
 * @param reviews what each reviewer said, in a line
 * @param findings everything found
 * @param verdict what followed, in a line
 * @param after what sent the task here, in a line; empty for the first
 */
record Round(
        int number,
        Duration took,
        Usage usage,
        String summary,
        List<String> reviews,
        List<Finding> findings,
        String verdict,
        String after) {
    Round {
        reviews = List.copyOf(reviews);
        findings = List.copyOf(findings);
    }
}
