package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.state.Remark.Spot;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reviews pull requests. */
public final class Reviews {
    private final Repository repository;

    Reviews(Repository repository) {
        this.repository = repository;
    }

    /** Adds a review with its comments: all of it, or nothing. */
    public Review add(Pull pull, Caller by, ReviewDraft draft) {
        requireCommit(pull, draft.commit());
        requireVerdict(pull, by.login(), draft.state(), draft.body());
        if (pending(pull, by.login()).isPresent()) {
            throw Problem.unprocessable("User can only have one pending review per pull request");
        }
        List<Hunks.Anchor> anchors = new ArrayList<>();
        draft.remarks().forEach(remark -> anchors.add(anchor(pull, draft.commit(), remark.spot())));
        Review review =
                new Review(id(), by.login(), by.isBot(), draft.state(), draft.body(), draft.commit(), repository.now());
        pull.reviews.add(review);
        for (int i = 0; i < anchors.size(); i++) {
            remark(pull, review, draft.remarks().get(i), anchors.get(i), OptionalLong.empty());
        }
        submitted(pull, review);
        return review;
    }

    private void submitted(Pull pull, Review review) {
        pull.touch(repository.now());
        if (review.state() != Review.State.PENDING) {
            repository.tell("pull_request_review", "submitted", review.author(), pull, Map.of("review", review));
        }
    }

    private void requireCommit(Pull pull, String commit) {
        boolean known = pull.head().equals(commit)
                || repository.pulls().commits(pull).stream()
                        .anyMatch(own -> own.sha().equals(commit))
                || repository.git().resolve(commit).isPresent();
        if (!known) {
            throw Problem.unprocessable("Commit " + commit + " is not part of the pull request");
        }
    }

    private static void requireVerdict(Pull pull, String by, Review.State state, String body) {
        boolean own = pull.author().equals(by);
        if (own && state == Review.State.APPROVED) {
            throw Problem.unprocessable("Can not approve your own pull request");
        }
        if (own && state == Review.State.CHANGES_REQUESTED) {
            throw Problem.unprocessable("Can not request changes on your own pull request");
        }
        if (body.isBlank() && (state == Review.State.CHANGES_REQUESTED || state == Review.State.COMMENTED)) {
            throw Problem.unprocessable("Review body is required");
        }
    }

    /** Submits a pending review. */
    public Review submit(Pull pull, Review pending, Review.State state, String body) {
        if (pending.state() != Review.State.PENDING) {
            throw Problem.unprocessable("Review has already been submitted");
        }
        requireVerdict(pull, pending.author(), state, body);
        Review submitted = pending.become(state, body, repository.now());
        replace(pull, submitted);
        submitted(pull, submitted);
        return submitted;
    }

    /** Sets a verdict aside. */
    public Review dismiss(Pull pull, Review review, String by) {
        if (!review.isVerdict()) {
            throw Problem.unprocessable(
                    "Can not dismiss a " + review.state().name().toLowerCase(Locale.ROOT) + " pull request review");
        }
        Review dismissed = review.become(Review.State.DISMISSED, review.body(), review.submitted());
        replace(pull, dismissed);
        pull.touch(repository.now());
        repository.tell("pull_request_review", "dismissed", by, pull, Map.of("review", dismissed));
        return dismissed;
    }

    /** Removes a pending review. */
    public void delete(Pull pull, Review review) {
        if (review.state() != Review.State.PENDING) {
            throw Problem.unprocessable("Can not delete a non-pending pull request review");
        }
        pull.reviews.remove(review);
        pull.remarks.removeIf(remark -> remark.review() == review.id());
    }

    /** Replaces the text of a review. */
    public Review edit(Pull pull, Review review, String body) {
        Review edited = review.become(review.state(), body, review.submitted());
        replace(pull, edited);
        return edited;
    }

    private static void replace(Pull pull, Review review) {
        pull.reviews.replaceAll(old -> old.id() == review.id() ? review : old);
    }

    private static Optional<Review> pending(Pull pull, String login) {
        return pull.reviews.stream()
                .filter(review -> review.author().equals(login) && review.state() == Review.State.PENDING)
                .findFirst();
    }

    /** Adds a single comment on a line. */
    public Remark add(Pull pull, Caller by, String commit, ReviewDraft.Line line) {
        Hunks.Anchor anchor = anchor(pull, commit, line.spot());
        Review review = new Review(id(), by.login(), by.isBot(), Review.State.COMMENTED, "", commit, repository.now());
        pull.reviews.add(review);
        Remark remark = remark(pull, review, line, anchor, OptionalLong.empty());
        submitted(pull, review);
        return remark;
    }

    /** Answers a comment on a line. */
    public Remark reply(Pull pull, Caller by, Remark to, String body) {
        if (to.replyTo().isPresent()) {
            throw Problem.unprocessable("in_reply_to must be a top-level comment");
        }
        Review review =
                new Review(id(), by.login(), by.isBot(), Review.State.COMMENTED, "", to.commit(), repository.now());
        pull.reviews.add(review);
        ReviewDraft.Line line = new ReviewDraft.Line(to.spot(), body);
        return remark(pull, review, line, to.anchor(), OptionalLong.of(to.id()));
    }

    private Remark remark(Pull pull, Review review, ReviewDraft.Line line, Hunks.Anchor anchor, OptionalLong replyTo) {
        Remark remark = new Remark(
                id(),
                review.id(),
                review.author(),
                line.spot(),
                anchor,
                line.body(),
                review.commit(),
                replyTo,
                repository.now());
        pull.remarks.add(remark);
        return remark;
    }

    /** GitHub does not say which comment of a review it can't place. */
    private Hunks.Anchor anchor(Pull pull, String commit, Spot spot) {
        ChangedFile file = repository.git().files(repository.pulls().mergeBase(pull), commit).stream()
                .filter(changed -> changed.path().equals(spot.path()))
                .findFirst()
                .orElseThrow(() -> Problem.unprocessable("Path could not be resolved"));
        Hunks hunks = Hunks.of(file.patch().orElse(""));
        Hunks.Anchor anchor = hunks.at(spot.side(), spot.line())
                .orElseThrow(() -> Problem.unprocessable("Line could not be resolved"));
        if (spot.startLine().isPresent()) {
            requireStart(hunks, spot, anchor);
        }
        return anchor;
    }

    private static void requireStart(Hunks hunks, Spot spot, Hunks.Anchor end) {
        int start = spot.startLine().orElseThrow();
        if (start >= spot.line()) {
            throw Problem.unprocessable("Start line must precede the end line.");
        }
        if (hunks.at(spot.side(), start)
                .filter(anchor -> anchor.hunk() == end.hunk())
                .isEmpty()) {
            throw Problem.unprocessable("Start line must be part of the same hunk as the line.");
        }
    }

    private long id() {
        return repository.hub().ids().next();
    }
}
