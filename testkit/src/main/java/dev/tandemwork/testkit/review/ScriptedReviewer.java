package dev.tandemwork.testkit.review;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewContext;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.review.Severity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link Reviewer} that says what a script tells it to say about a task in a round, and approves whatever else comes. */
public final class ScriptedReviewer implements Reviewer {
    private final String id;
    private final Map<Cue, ReviewOutcome> script = new ConcurrentHashMap<>();
    private final List<ReviewRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedReviewer(String id) {
        this.id = id;
    }

    private record Cue(String task, int round) {}

    /** Returns a reviewer that approves everything. */
    public static ScriptedReviewer named(String id) {
        return new ScriptedReviewer(id);
    }

    /** Lets the review of {@code task} in {@code round} come to {@code outcome}. */
    public ScriptedReviewer says(String task, int round, ReviewOutcome outcome) {
        script.put(new Cue(task, round), outcome);
        return this;
    }

    /** Lets the review of {@code task} in {@code round} request changes, for one reason. */
    public ScriptedReviewer requestsChanges(String task, int round, String title) {
        Finding finding = Finding.of(id, Severity.HIGH, "scripted", new Anchor.WholeChange(), title, "as scripted");
        return says(task, round, ReviewOutcome.of(List.of(finding), Usage.NONE));
    }

    /** Returns every request so far, in the order of arrival. */
    public List<ReviewRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReviewOutcome review(ReviewRequest request, ReviewContext context) {
        requests.add(request);
        Cue cue = new Cue(request.task().id(), request.round());
        context.log("task [" + cue.task() + "] is reviewed in round " + cue.round());
        return script.getOrDefault(cue, ReviewOutcome.of(List.of(), Usage.NONE));
    }
}
