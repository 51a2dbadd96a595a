package dev.tandemwork.engine;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.budget.Money;

/** What ends a node that would spend more than there is. */
final class BudgetException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    private BudgetException(String node, String why) {
        super("node [" + node + "] " + why + "; give it more", null);
    }

    /** The amount that the node needs can't be set aside in {@code account}. */
    static BudgetException refused(String node, Money wanted, BudgetAccount account) {
        return new BudgetException(node, "needs " + wanted + "; " + account.describe());
    }

    /** The node has spent more than {@code account} had. */
    static BudgetException overdrawn(String node, BudgetAccount account) {
        return new BudgetException(node, "was ended; " + account.describe());
    }

    /** The node has spent its own budget, in all its attempts. */
    static BudgetException spent(String node, Money spent, Money budget) {
        return new BudgetException(node, "was ended; it has spent " + spent + " of its budget of " + budget);
    }
}
