package dev.tandemwork.cli.live;

import dev.tandemwork.budget.Money;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.task.Task;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One task on the {@link Board}, which guards it. */
final class Card {
    private final String id;
    private final String title;
    private final Set<NodePath> attempts = new HashSet<>();
    private final Map<NodePath, QuestionView> questions = new LinkedHashMap<>();
    private final Map<NodePath, Money> live = new HashMap<>();
    private Phase phase;
    private @Nullable Instant began;
    private @Nullable Instant ended;
    private @Nullable Instant waitsSince;
    private Money cost = Money.ZERO;
    private String note = "";
    private @Nullable String pullRequest;
    private @Nullable String commit;

    Card(Task task) {
        this.id = task.id();
        this.title = task.title();
        this.phase = task.dependsOn().isEmpty() ? Phase.QUEUED : Phase.WAITS;
        this.note = task.dependsOn().isEmpty() ? "" : "after " + String.join(", ", task.dependsOn());
    }

    boolean hasBegun() {
        return began != null;
    }

    Phase phase() {
        return phase;
    }

    void move(Phase to, Instant at) {
        if (phase.isEnd()) {
            return;
        }
        phase = to;
        waitsSince = null;
        if (to.isEnd()) {
            ended = at;
            questions.clear();
        }
    }

    void attempt(NodePath develop, Instant at) {
        if (attempts.add(develop) && began == null) {
            began = at;
        }
    }

    void say(String text) {
        if (!text.isBlank()) {
            note = Printable.line(text);
        }
    }

    /** Says what it waits for, until it moves on. */
    void waits(String reason, Instant since) {
        say("waits " + reason);
        waitsSince = since;
    }

    /** Takes what the node at {@code path} has spent in an attempt that is over. */
    void spent(NodePath path, Money amount) {
        live.remove(path);
        cost = cost.plus(amount);
    }

    /** Takes what it has spent so far in an attempt that goes on. */
    void spends(NodePath path, Money soFar) {
        live.put(path, soFar);
    }

    void propose(String reference) {
        pullRequest = reference;
    }

    void land(String hash, Instant at) {
        commit = hash;
        move(Phase.LANDED, at);
    }

    void ask(NodePath path, String prompt, Instant at) {
        questions.put(path, new QuestionView(path.toString(), id, Printable.line(prompt), path.name()));
        move(Phase.ASKS, at);
    }

    void answered(NodePath path) {
        questions.remove(path);
    }

    Iterable<QuestionView> questions() {
        return questions.values();
    }

    Money cost() {
        return live.values().stream().reduce(cost, Money::plus);
    }

    TaskView view() {
        return new TaskView(
                id,
                title,
                phase,
                attempts.size(),
                Optional.ofNullable(began),
                Optional.ofNullable(ended),
                cost(),
                note,
                Optional.ofNullable(waitsSince),
                Optional.ofNullable(pullRequest),
                Optional.ofNullable(commit));
    }
}
