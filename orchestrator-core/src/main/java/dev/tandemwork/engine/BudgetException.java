package dev.tandemwork.engine;

import dev.tandemwork.TandemworkException;

/** What ends a node that would spend more than there is. */
final class BudgetException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    BudgetException(String message) {
        super(message, null);
    }
}
