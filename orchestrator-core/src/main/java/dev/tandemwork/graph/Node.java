package dev.tandemwork.graph;

import dev.tandemwork.budget.Money;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The smallest graph: one step with a name, whose result is kept in the journal. Once it has completed it is never done
 * again, whatever happens to the process.
 *
 * <p>Each policy method returns another node and leaves this one as it is.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public final class Node<I, O> extends Named<I, O> {
    private final Type in;
    private final Type out;
    private final NodeBody<I, O> body;
    private final NodePolicies policies;

    private Node(String name, List<String> formerly, Signature<I, O> signature, NodePolicies policies) {
        super(name, formerly);
        this.in = signature.in;
        this.out = signature.out;
        this.body = signature.body;
        this.policies = policies;
    }

    private record Signature<I, O>(Type in, Type out, NodeBody<I, O> body) {}

    static <I, O> Node<I, O> of(String name, Type in, Type out, NodeBody<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        StorableTypes.require(name, in);
        StorableTypes.require(name, out);
        return new Node<>(name, List.of(), new Signature<>(in, out, Node.<I, O>narrow(body)), NodePolicies.NONE);
    }

    @SuppressWarnings("unchecked")
    private static <I, O> NodeBody<I, O> narrow(NodeBody<? super I, ? extends O> body) {
        return (NodeBody<I, O>) body;
    }

    @Override
    public Type inputType() {
        return in;
    }

    /** Returns the type of what comes out. */
    public Type outputType() {
        return out;
    }

    /** Returns what it does. */
    public NodeBody<I, O> body() {
        return body;
    }

    /** Returns how it is run. */
    public NodePolicies policies() {
        return policies;
    }

    /** Returns this node with a limit on the time of one attempt. It is cancelled then, and fails. */
    public Node<I, O> timeout(Duration limit) {
        return with(policies.withTimeout(positive(limit)));
    }

    /** Returns this node with a limit on the time without a sign of life. It is cancelled then, and fails. */
    public Node<I, O> idleTimeout(Duration limit) {
        return with(policies.withIdleTimeout(positive(limit)));
    }

    /** Returns this node with the time that it has to end after it was cancelled; the default is 10 s. */
    public Node<I, O> grace(Duration time) {
        return with(policies.withGrace(positive(time)));
    }

    /** Returns this node with attempts after a failure; the default is none. */
    public Node<I, O> retry(Retry retry) {
        return with(policies.withRetry(retry));
    }

    /** Returns this node, to run only while it has a slot of {@code pool}, which the engine gives out in turn. */
    public Node<I, O> slots(String pool) {
        if (pool.isBlank()) {
            throw GraphException.of(name(), "needs slots of the pool [" + pool + "]; expected its name");
        }
        return with(policies.withSlots(pool));
    }

    /** Returns this node, to run by itself among all with the same key, in this run and in others of the engine. */
    public Node<I, O> mutex(Function<? super I, String> key) {
        return with(policies.withMutex(Erased.function(key)));
    }

    /**
     * Returns this node with a bound on what all its attempts may spend together. What is left of it is set aside before
     * an attempt begins.
     */
    public Node<I, O> budget(Money money) {
        if (money.equals(Money.ZERO)) {
            throw GraphException.of(name(), "has a budget of nothing; expected some, or no budget(...) at all");
        }
        return with(policies.withBudget(money));
    }

    /** Returns this node, to take the result of an earlier call with the same key in this engine, for {@code age}. */
    public Node<I, O> cache(Function<? super I, String> key, Duration age) {
        return with(policies.withCache(new NodePolicies.Cache(Erased.function(key), positive(age))));
    }

    /** Returns this node with a way to go on after its last attempt has failed. */
    public Node<I, O> onFailure(Graph<? super Recovery<I>, ? extends O> way) {
        return with(policies.withOnFailure(way.steps()));
    }

    /** Returns this node, to be found by runs that began when it was named {@code names}. */
    @Override
    public Node<I, O> formerly(String... names) {
        return new Node<>(name(), List.of(names), new Signature<>(in, out, body), policies);
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step.Call(this));
    }

    private Node<I, O> with(NodePolicies other) {
        Duration hard = other.timeout();
        Duration idle = other.idleTimeout();
        if (hard != null && idle != null && idle.compareTo(hard) > 0) {
            throw GraphException.of(
                    name(),
                    "has an idle timeout of " + idle + ", which can't be reached in its timeout of " + hard
                            + "; make it shorter, or leave one of them out");
        }
        return new Node<>(name(), formerNames(), new Signature<>(in, out, body), other);
    }

    private Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw GraphException.of(name(), "has a time limit of " + limit + "; expected more than nothing");
        }
        return limit;
    }
}
