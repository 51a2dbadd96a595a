package dev.tandemwork.engine;

import dev.tandemwork.budget.Money;
import org.jspecify.annotations.Nullable;

/** What an attempt of a node has set aside for it, and spends first. {@code this} guards what is left. */
final class Reservation {
    private final BudgetAccount account;
    private Money left = Money.ZERO;

    Reservation(BudgetAccount account) {
        this.account = account;
    }

    /** Sets {@code amount} aside; returns the account that has not got it. */
    synchronized @Nullable BudgetAccount reserve(Money amount) {
        BudgetAccount refused = account.reserve(amount);
        left = refused == null ? amount : Money.ZERO;
        return refused;
    }

    /** Counts {@code amount}; returns an account that is overdrawn by it. */
    synchronized @Nullable BudgetAccount spend(Money amount) {
        Money covered = amount.exceeds(left) ? left : amount;
        left = left.minus(covered);
        return account.spend(amount, covered);
    }

    /** Gives back what is left. */
    synchronized void release() {
        account.release(left);
        left = Money.ZERO;
    }
}
