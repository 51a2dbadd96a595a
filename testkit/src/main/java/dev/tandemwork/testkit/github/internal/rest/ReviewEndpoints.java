package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Remark;
import dev.tandemwork.testkit.github.internal.state.Review;
import dev.tandemwork.testkit.github.internal.state.ReviewDraft;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** Reviews of pull requests. */
final class ReviewEndpoints {
    private static final String REVIEWS = "/repos/{owner}/{repo}/pulls/{number}/reviews";
    private static final Needs READ = Needs.permission("pull_requests=read");
    private static final Needs WRITE = Needs.permission("pull_requests=write");

    private ReviewEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET " + REVIEWS, READ, ReviewEndpoints::list)
                .on("POST " + REVIEWS, WRITE.notifying(), ReviewEndpoints::add)
                .on("GET " + REVIEWS + "/{review}", READ, ask -> shown(ask, review(ask)))
                .on("PUT " + REVIEWS + "/{review}", WRITE, ReviewEndpoints::edit)
                .on("DELETE " + REVIEWS + "/{review}", WRITE, ReviewEndpoints::delete)
                .on("POST " + REVIEWS + "/{review}/events", WRITE.notifying(), ReviewEndpoints::submit)
                .on("PUT " + REVIEWS + "/{review}/dismissals", WRITE, ReviewEndpoints::dismiss)
                .on("GET " + REVIEWS + "/{review}/comments", READ, ReviewEndpoints::remarks);
    }

    private static Answer list(Ask ask) {
        ReviewShape shape = new ReviewShape(ask, ask.repository());
        Pull pull = ask.pull();
        List<Review> visible =
                pull.reviews().stream().filter(review -> isVisible(ask, review)).toList();
        return Pages.of(ask, visible, review -> shape.review(pull, review));
    }

    /** Nobody sees what another has not submitted. */
    private static boolean isVisible(Ask ask, Review review) {
        return review.state() != Review.State.PENDING
                || review.author().equals(ask.caller().login());
    }

    private static Review review(Ask ask) {
        long id = ask.number("review");
        return ask.pull().reviews().stream()
                .filter(review -> review.id() == id && isVisible(ask, review))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static Answer shown(Ask ask, Review review) {
        return Answer.ok(new ReviewShape(ask, ask.repository()).review(ask.pull(), review));
    }

    private static Answer add(Ask ask) {
        Pull pull = ask.pull();
        Review.State state = ask.text("event").map(ReviewEndpoints::state).orElse(Review.State.PENDING);
        List<ReviewDraft.Line> lines = StreamSupport.stream(
                        ask.json().path("comments").spliterator(), false)
                .map(ReviewEndpoints::line)
                .toList();
        ReviewDraft draft = new ReviewDraft(
                ask.text("commit_id").orElse(pull.head()),
                state,
                ask.text("body").orElse(""),
                lines);
        return shown(ask, ask.repository().reviews().add(pull, ask.caller(), draft));
    }

    private static Review.State state(String event) {
        return switch (event) {
            case "APPROVE" -> Review.State.APPROVED;
            case "REQUEST_CHANGES" -> Review.State.CHANGES_REQUESTED;
            case "COMMENT" -> Review.State.COMMENTED;
            case "PENDING" -> Review.State.PENDING;
            default ->
                throw Problem.unprocessable(
                        "Variable $event of type PullRequestReviewEvent was provided invalid value");
        };
    }

    static ReviewDraft.Line line(JsonNode json) {
        return new ReviewDraft.Line(
                new Remark.Spot(
                        json.path("path").asText(),
                        json.path("line").asInt(),
                        json.path("side").asText("RIGHT"),
                        json.hasNonNull("start_line")
                                ? OptionalInt.of(json.path("start_line").asInt())
                                : OptionalInt.empty()),
                json.path("body").asText());
    }

    private static Answer edit(Ask ask) {
        String body = ask.text("body").orElse("");
        return shown(ask, ask.repository().reviews().edit(ask.pull(), review(ask), body));
    }

    private static Answer delete(Ask ask) {
        Review review = review(ask);
        Answer answer = shown(ask, review);
        ask.repository().reviews().delete(ask.pull(), review);
        return answer;
    }

    private static Answer submit(Ask ask) {
        Review review = review(ask);
        Optional<String> event = ask.text("event");
        Review.State state = event.map(ReviewEndpoints::state)
                .orElseThrow(() -> Problem.field("PullRequestReview", "event", "missing_field"));
        return shown(
                ask,
                ask.repository()
                        .reviews()
                        .submit(ask.pull(), review, state, ask.text("body").orElse(review.body())));
    }

    private static Answer dismiss(Ask ask) {
        return shown(
                ask,
                ask.repository()
                        .reviews()
                        .dismiss(ask.pull(), review(ask), ask.caller().login()));
    }

    private static Answer remarks(Ask ask) {
        Review review = review(ask);
        ReviewShape shape = new ReviewShape(ask, ask.repository());
        Pull pull = ask.pull();
        List<Remark> found = pull.remarks().stream()
                .filter(remark -> remark.review() == review.id())
                .toList();
        return Pages.of(ask, found, remark -> {
            var shown = shape.remark(pull, remark);
            // this list, and only this one, does not say what a comment is about
            shown.remove("subject_type");
            return shown;
        });
    }
}
