package dev.tandemwork.local.review;

import dev.tandemwork.Names;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.review.Severity;
import dev.tandemwork.task.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link Reviewer} that runs the task's checks in a clean clone of the change's head, and refuses an empty change,
 * conflict markers in added lines, and paths outside the task's scope.
 *
 * <p>A check sees a home and a temporary folder of its own, and of this process's environment only {@code PATH},
 * {@code JAVA_HOME}, {@code LANG}, {@code LC_ALL} and {@code TZ}. It is no sandbox: a check may do what this process may.
 * When a review ends, whichever way, its processes and its folder are gone. A head that can't be fetched makes the
 * review incomplete.
 */
public final class ChecksReviewer implements Reviewer {
    private final String id;
    private final Path folder;
    private final Map<String, String> environment;

    private ChecksReviewer(Builder builder) {
        this.id = builder.id;
        this.folder = builder.folder;
        this.environment = Map.copyOf(builder.environment);
    }

    /** Returns a reviewer named {@code checks} that works in the system's temporary folder. */
    public static ChecksReviewer create() {
        return builder().build();
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a reviewer. */
    public static final class Builder {
        private String id = "checks";
        private Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        private final Map<String, String> environment = new HashMap<>();

        private Builder() {}

        /** Sets the reviewer's name; the default is {@code checks}. */
        public Builder id(String value) {
            id = Names.requireName("reviewer", value);
            return this;
        }

        /** Sets the folder that clones are made in; the default is the system's temporary folder. */
        public Builder folder(Path value) {
            folder = Objects.requireNonNull(value, "folder");
            return this;
        }

        /** Adds an environment variable for checks. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Returns the reviewer. */
        public ChecksReviewer build() {
            return new ChecksReviewer(this);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReviewOutcome review(ReviewRequest request, ReviewContext context) throws InterruptedException {
        try (CleanClone clone = CleanClone.in(folder, request.change())) {
            return judge(request, context, clone);
        } catch (IOException e) {
            return incomplete(Reason.TRANSPORT, "folder [" + folder + "] can't be used for a clone: " + e.getMessage());
        }
    }

    private ReviewOutcome judge(ReviewRequest request, ReviewContext context, CleanClone clone)
            throws InterruptedException {
        context.log("commit " + request.change().head().abbreviated() + " is fetched");
        try {
            clone.fetch();
        } catch (GitException e) {
            return cutShort(e, Reason.TRANSPORT, "the head can't be fetched");
        }
        try {
            return completed(request, context, clone);
        } catch (GitException e) {
            return cutShort(e, Reason.DIFF_ERROR, "the change can't be read");
        }
    }

    private static ReviewOutcome cutShort(GitException e, Reason reason, String subject) throws InterruptedException {
        if (e.kind() == GitException.Kind.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(e.getMessage());
        }
        return incomplete(reason, subject + ": " + e.getMessage());
    }

    private static Incomplete incomplete(Reason reason, String detail) {
        return new Incomplete(reason, detail, List.of(), Usage.NONE);
    }

    private ReviewOutcome completed(ReviewRequest request, ReviewContext context, CleanClone clone)
            throws InterruptedException {
        String base = clone.mergeBase();
        List<String> paths = clone.paths(base);
        List<Finding> findings = new ArrayList<>(new Rules(id, request.task()).apply(paths, clone.addedLines(base)));
        if (!paths.isEmpty()) {
            CheckExecution execution = new CheckExecution(clone, environment, context);
            for (Check check : request.task().checks()) {
                addFailure(check, execution.run(check), clone, paths, findings);
            }
        }
        return ReviewOutcome.of(findings, Usage.NONE);
    }

    private void addFailure(
            Check check, CheckExecution.Ending ending, CleanClone clone, List<String> paths, List<Finding> findings) {
        if (!ending.passed()) {
            findings.add(failed(check, ending, clone, paths));
        }
    }

    private Finding failed(Check check, CheckExecution.Ending ending, CleanClone clone, List<String> paths) {
        String title = "check [" + check.name() + "] failed";
        String detail = "command " + check.command() + " " + ending.failure() + "; the end of its output:\n" + ending.output();
        return Finding.of(
                        id, Severity.HIGH, "check", FailureAnchor.of(ending.output(), paths, clone.work()), title, detail)
                .withFixHint("make " + check.command() + " succeed in a clean clone");
    }
}
