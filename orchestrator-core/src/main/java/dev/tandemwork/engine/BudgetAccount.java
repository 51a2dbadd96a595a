package dev.tandemwork.engine;

import dev.tandemwork.budget.Money;
import dev.tandemwork.graph.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * What a run, or a scope in it, may spend. What is spent in a scope is spent in those around it too.
 *
 * <p>{@code this} guards the amounts; accounts are locked from the inside out.
 */
final class BudgetAccount {
    private final @Nullable BudgetAccount outer;
    private final NodePath path;
    private final @Nullable Money limit;
    private Money spent;
    private Money reserved = Money.ZERO;

    /** Creates an account of which {@code spent} is spent already, in those around it too. */
    BudgetAccount(@Nullable BudgetAccount outer, NodePath path, @Nullable Money limit, Money spent) {
        this.spent = spent;
        this.outer = outer;
        this.path = path;
        this.limit = limit;
    }

    /** Sets {@code amount} aside, everywhere or nowhere; returns the account that has not got it. */
    @Nullable
    BudgetAccount reserve(Money amount) {
        if (!tryReserve(amount)) {
            return this;
        }
        BudgetAccount refused = outer == null ? null : outer.reserve(amount);
        if (refused != null) {
            unreserve(amount);
        }
        return refused;
    }

    void release(Money amount) {
        unreserve(amount);
        if (outer != null) {
            outer.release(amount);
        }
    }

    /**
     * Counts {@code amount}, of which {@code covered} was set aside and is so no more; returns an account that is
     * overdrawn by it.
     */
    @Nullable
    BudgetAccount spend(Money amount, Money covered) {
        boolean over = add(amount, covered);
        BudgetAccount overOutside = outer == null ? null : outer.spend(amount, covered);
        return over ? this : overOutside;
    }

    synchronized String describe() {
        return "budget of [" + path + "] is " + limit + ", of which " + spent + " is spent and " + reserved
                + " set aside";
    }

    private synchronized boolean tryReserve(Money amount) {
        if (limit != null && spent.plus(reserved).plus(amount).exceeds(limit)) {
            return false;
        }
        reserved = reserved.plus(amount);
        return true;
    }

    private synchronized void unreserve(Money amount) {
        reserved = reserved.minus(amount);
    }

    private synchronized boolean add(Money amount, Money covered) {
        spent = spent.plus(amount);
        reserved = reserved.minus(covered);
        return limit != null && spent.exceeds(limit);
    }
}
