package dev.tandemwork.delivery;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.internal.guard.SpiGuard;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The ready-made graph: from a plan to merged work.
 *
 * <pre>{@code
 * Delivery delivery = Delivery.builder(runtime, scm).gate(checks).reviewer(panel).build();
 * Run<Report> run = engine.start(delivery.plan(), plan);
 * }</pre>
 *
 * <p>Each task has a branch of its own, which begins when the tasks that it depends on have landed. In it, attempts are
 * developed, proposed, reviewed and sent back with the findings until they are approved; then the change lands, one at a
 * time for each base branch. A change that conflicts with what has landed goes back to its agent with the other's diff.
 * When nothing helps, a person is asked, and only that task waits.
 *
 * <p>The engine must have slots of the pool {@link #WORKERS}.
 */
public final class Delivery {
    /** The pool whose slots bound how many workers run at once. */
    public static final String WORKERS = "workers";

    static final Duration CALL_LIMIT = Duration.ofMinutes(5);
    static final Duration REVIEW_LIMIT = Duration.ofMinutes(30);
    static final int ATTEMPTS = 5;
    static final int LANDING_ATTEMPTS = 20;

    private final Node<Attempt, Submission> develop;
    private final Node<Submission.Changed, Proposal> propose;
    private final List<Node<Proposal, Reviewed.Review>> reviews;
    private final Node<Reviewed, Verdict> publish;
    private final Node<Turn.Ready, Turn> land;
    private final Node<Turn, Turn> tidy;
    private final Predicate<Verdict.Approved> risky;

    private Delivery(Builder builder) {
        this.develop = builder.develop.apply(DevelopNode.of(builder.runtime, builder.environment, builder.secrets));
        this.propose = builder.propose.apply(ProposeNode.of(builder.scm));
        this.reviews =
                builder.panel().stream().map(ReviewNode::of).map(builder.review).toList();
        this.publish = builder.publish.apply(PublishNode.of(builder.scm, builder.policy));
        this.land = builder.land.apply(LandNode.of(builder.scm, builder.gates, builder.required));
        this.tidy = builder.tidy.apply(TidyNode.of(builder.runtime));
        this.risky = builder.risky;
    }

    /** Returns a builder of a delivery whose workers {@code runtime} starts, and whose changes {@code scm} lands. */
    public static Builder builder(WorkerRuntime runtime, ScmClient scm) {
        return new Builder(runtime, scm);
    }

    /** Returns the graph of a whole plan. */
    public Graph<Plan, Report> plan() {
        return Graph.of(Plan.class)
                .forEach("task", Plan::tasks, Task::id, task())
                .dependsOn(Task::dependsOn)
                .settle(Report::of);
    }

    /** Returns the graph of one task: it fails unless the task lands. */
    public Graph<Task, Turn.Landed> task() {
        return Graph.of(Task.class)
                .map(Attempt::first)
                .loop(
                        "landing",
                        Decisions::mostTurns,
                        turn -> turn.then(approved()).then(settled()),
                        Decisions::next)
                .then(tidy)
                .route(
                        Turn.class,
                        Graph.on(Turn.Landed.class, Graph.of(Turn.Landed.class)),
                        Graph.on(Turn.class, Graph.fail("given-up", Decisions::describe)));
    }

    /** Returns the graph from an attempt to an approval, or to what stands against it. */
    public Graph<Attempt, Turn> approved() {
        return Graph.of(Attempt.class)
                .loop(
                        "round",
                        attempt -> attempt.task().limits().rounds(),
                        round -> round.then(verdict()),
                        Decisions::judge)
                .onExhausted(Graph.of(Attempt.class).map(Decisions::exhausted));
    }

    /** Returns the graph from an attempt to its verdict. */
    public Graph<Attempt, Verdict> verdict() {
        Graph<Submission.Changed, Verdict> review = Graph.of(Submission.Changed.class)
                .then(propose)
                .with(Graph.of(Proposal.class).all("review", reviews), Reviewed::new)
                .then(publish);
        return Graph.of(Attempt.class)
                .then(develop)
                .route(
                        Submission.class,
                        Graph.on(Submission.Changed.class, review),
                        Graph.on(
                                Submission.Unchanged.class,
                                Graph.of(Submission.Unchanged.class).map(Decisions::nothingDone)),
                        Graph.on(
                                Submission.Blocked.class,
                                Graph.of(Submission.Blocked.class).map(Decisions::blocked)));
    }

    /** Returns the graph from an approval to its landing, with a person asked where one is needed. */
    private Graph<Turn, Turn> settled() {
        Ask<Turn.Ready, Approval> approve = Graph.ask("approve", Turn.Ready.class, Approval.class)
                .prompt(ready -> "Task [" + Decisions.taskOf(ready) + "] is approved, but risky. Land it?");
        Graph<Turn.Ready, Turn> gate = Graph.of(Turn.Ready.class).with(approve, Decisions::decide);
        Ask<Turn.Stuck, Guidance> stuck = Graph.ask("stuck", Turn.Stuck.class, Guidance.class)
                .prompt(turn -> Sentence.join("Task [" + turn.task() + "] can't go on: " + turn.reason(), "What now?"));
        return Graph.of(Turn.class)
                .when(
                        this::isRisky,
                        Graph.of(Turn.class).map(Turn.Ready.class::cast).then(gate))
                .when(
                        Turn.Ready.class::isInstance,
                        Graph.of(Turn.class).map(Turn.Ready.class::cast).then(land))
                .when(
                        Turn.Stuck.class::isInstance,
                        Graph.of(Turn.class).map(Turn.Stuck.class::cast).with(stuck, Decisions::follow));
    }

    private boolean isRisky(Turn turn) {
        return turn instanceof Turn.Ready ready && risky.test(ready.verdict());
    }

    static WorkerRuntime guarded(WorkerRuntime runtime) {
        return SpiGuard.guard(WorkerRuntime.class, runtime, "worker runtime " + runtime.name(), WorkerException.class);
    }

    static ScmClient guarded(ScmClient scm) {
        return SpiGuard.guard(ScmClient.class, scm, "scm client " + scm.name(), ScmException.class);
    }

    static Reviewer guarded(Reviewer reviewer) {
        return SpiGuard.guard(Reviewer.class, reviewer, "reviewer " + reviewer.id(), TandemworkException.class);
    }

    /** Builds a delivery; one reviewer or gate at least must be given. */
    public static final class Builder {
        private final WorkerRuntime runtime;
        private final ScmClient scm;
        private final List<Reviewer> gates = new ArrayList<>();
        private final List<Reviewer> reviewers = new ArrayList<>();
        private Set<String> required = Set.of(PublishNode.CHECK);
        private MergePolicy policy = MergePolicy.strict();
        private Predicate<Verdict.Approved> risky = approved -> false;
        private Map<String, String> environment = Map.of();
        private Function<AgentSpec, Set<String>> secrets = agent -> Set.of();
        private UnaryOperator<Node<Attempt, Submission>> develop = UnaryOperator.identity();
        private UnaryOperator<Node<Submission.Changed, Proposal>> propose = UnaryOperator.identity();
        private UnaryOperator<Node<Proposal, Reviewed.Review>> review = UnaryOperator.identity();
        private UnaryOperator<Node<Reviewed, Verdict>> publish = UnaryOperator.identity();
        private UnaryOperator<Node<Turn.Ready, Turn>> land = UnaryOperator.identity();
        private UnaryOperator<Node<Turn, Turn>> tidy = UnaryOperator.identity();

        private Builder(WorkerRuntime runtime, ScmClient scm) {
            this.runtime = Objects.requireNonNull(runtime, "runtime");
            this.scm = Objects.requireNonNull(scm, "scm");
        }

        /** Adds a deterministic reviewer, which judges again when the base branch has moved before a landing. */
        public Builder gate(Reviewer gate) {
            gates.add(Objects.requireNonNull(gate, "gate"));
            return this;
        }

        /** Adds a reviewer. */
        public Builder reviewer(Reviewer reviewer) {
            reviewers.add(Objects.requireNonNull(reviewer, "reviewer"));
            return this;
        }

        /**
         * Sets the checks that must have passed on the reviewed commit before it lands, by name: those of its host, say. The
         * default is the one that {@link PublishNode} reports.
         */
        public Builder requireChecks(Set<String> names) {
            required = Set.copyOf(names);
            return this;
        }

        /** Sets what follows from reviews; the default is {@link MergePolicy#strict()}. */
        public Builder policy(MergePolicy value) {
            policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /** Has a person asked before an approved change lands that passes {@code test}; the default is never. */
        public Builder askBeforeLanding(Predicate<Verdict.Approved> test) {
            risky = Objects.requireNonNull(test, "test");
            return this;
        }

        /** Sets variables of every agent, none of them a secret. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** Sets which secrets an agent may use, by name; the default is none. */
        public Builder secrets(Function<AgentSpec, Set<String>> names) {
            secrets = Objects.requireNonNull(names, "names");
            return this;
        }

        /** Changes {@link DevelopNode}, or puts another node in its place. */
        public Builder develop(UnaryOperator<Node<Attempt, Submission>> change) {
            develop = Objects.requireNonNull(change, "change");
            return this;
        }

        /** Changes {@link ProposeNode}, or puts another node in its place. */
        public Builder propose(UnaryOperator<Node<Submission.Changed, Proposal>> change) {
            propose = Objects.requireNonNull(change, "change");
            return this;
        }

        /** Changes each reviewer's {@link ReviewNode}, or puts another node in its place. */
        public Builder review(UnaryOperator<Node<Proposal, Reviewed.Review>> change) {
            review = Objects.requireNonNull(change, "change");
            return this;
        }

        /** Changes {@link PublishNode}, or puts another node in its place. */
        public Builder publish(UnaryOperator<Node<Reviewed, Verdict>> change) {
            publish = Objects.requireNonNull(change, "change");
            return this;
        }

        /** Changes {@link LandNode}, or puts another node in its place. */
        public Builder land(UnaryOperator<Node<Turn.Ready, Turn>> change) {
            land = Objects.requireNonNull(change, "change");
            return this;
        }

        /** Changes {@link TidyNode}, or puts another node in its place. */
        public Builder tidy(UnaryOperator<Node<Turn, Turn>> change) {
            tidy = Objects.requireNonNull(change, "change");
            return this;
        }

        /**
         * Returns the delivery.
         *
         * @throws IllegalStateException if nobody would review
         */
        public Delivery build() {
            if (panel().isEmpty()) {
                throw new IllegalStateException(
                        "delivery has no reviewer, so that nothing could land; add one by reviewer(...) or gate(...)");
            }
            return new Delivery(this);
        }

        private List<Reviewer> panel() {
            List<Reviewer> panel = new ArrayList<>(gates);
            panel.addAll(reviewers);
            return panel;
        }
    }
}
