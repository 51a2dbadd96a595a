package dev.tandemwork.local.review;

import dev.tandemwork.Names;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link Reviewer} that runs the task's checks in a clean clone of the change's head, and refuses an empty change,
 * conflict markers in added lines, and paths outside the task's scope.
 *
 * <p>A check sees a home and a temporary folder of its own, and of this process's environment only {@code PATH},
 * {@code JAVA_HOME}, {@code LANG}, {@code LC_ALL} and {@code TZ}. It is no sandbox: a check may do what this process
 * may.
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
            return new ChangeReview(id, request, clone).run(new CheckExecution(clone, environment, context));
        } catch (IOException e) {
            return incomplete("folder [" + folder
                    + "] can't be used for a clone; expected to be allowed to write there: " + e.getMessage());
        }
    }

    private static ReviewOutcome incomplete(String detail) {
        return new Incomplete(Reason.TRANSPORT, detail, List.of(), Usage.NONE);
    }
}
