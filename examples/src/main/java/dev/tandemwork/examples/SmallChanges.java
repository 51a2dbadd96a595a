package dev.tandemwork.examples;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.review.Severity;
import dev.tandemwork.scm.ScmClient;
import java.util.List;

/**
 * A reviewer of one's own: sends a change back that adds more lines than a person would care to read.
 *
 * @param scm where changes are read
 * @param mostLines how many lines a change may add
 */
public record SmallChanges(ScmClient scm, int mostLines) implements Reviewer {
    @Override
    public String id() {
        return "small-changes";
    }

    @Override
    public ReviewOutcome review(ReviewRequest request, ReviewContext context) {
        return scm.diff(request.change().pullRequest().orElseThrow())
                .fold(
                        whole -> judge(whole.patch()),
                        part -> new Incomplete(Reason.DIFF_ERROR, part.reason(), List.of(), Usage.NONE));
    }

    private ReviewOutcome judge(String patch) {
        long added = patch.lines().filter(SmallChanges::isAdded).count();
        return ReviewOutcome.of(added > mostLines ? List.of(tooLarge(added)) : List.of(), Usage.NONE);
    }

    private static boolean isAdded(String line) {
        return line.startsWith("+") && !line.startsWith("+++");
    }

    private Finding tooLarge(long added) {
        String detail = "The change adds " + added + " lines; expected at most " + mostLines + ".";
        return Finding.of(id(), Severity.HIGH, "size", new Anchor.WholeChange(), "the change is too large", detail);
    }
}
